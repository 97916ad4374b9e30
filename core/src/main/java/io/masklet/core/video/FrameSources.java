package io.masklet.core.video;

import io.masklet.core.frame.FrameSource;
import io.masklet.core.frame.FrameTimes;
import io.masklet.core.frame.VideoException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The front door for frames: looks at a path and opens what is there. */
public final class FrameSources {

  /** How many pictures of a folder make a second, unless said otherwise. */
  public static final double DEFAULT_FOLDER_FPS = 24;

  private FrameSources() {}

  /**
   * Opens a video file, a picture file or a folder of numbered pictures, and starts to read ahead.
   *
   * @throws VideoException if there is nothing to see; the message says what was found and what to
   *     do
   */
  public static FrameSource open(Path path) throws VideoException {
    return open(path, DEFAULT_FOLDER_FPS);
  }

  /**
   * Like {@link #open(Path)}.
   *
   * @param folderFps frames per second of a folder of pictures; other files have their own clock
   */
  public static FrameSource open(Path path, double folderFps) throws VideoException {
    return new ReadAheadFrameSource(openHere(path, folderFps));
  }

  /**
   * Opens a video at a frame or as shortly before it as the file allows, and starts to read ahead.
   * Frames have the numbers and times that reading from the beginning gives them; a file that does
   * not tell where it can be entered is opened at its beginning.
   *
   * @param frame number of the first frame wanted
   * @param times of the video's frames, as far as they are known; {@code frame} is among them
   * @throws VideoException as {@link #open(Path)} does
   */
  public static FrameSource openAt(Path path, long frame, FrameTimes times) throws VideoException {
    return new ReadAheadFrameSource(
        Files.isDirectory(path)
            ? ImageFolderSource.open(path, DEFAULT_FOLDER_FPS).from(frame)
            : FfmpegFrameSource.openAt(path, frame, times));
  }

  /** Like {@link #open(Path, double)}, but decodes on the caller's thread. */
  public static FrameSource openHere(Path path, double folderFps) throws VideoException {
    return Files.isDirectory(path)
        ? ImageFolderSource.open(path, folderFps)
        : FfmpegFrameSource.open(path);
  }
}
