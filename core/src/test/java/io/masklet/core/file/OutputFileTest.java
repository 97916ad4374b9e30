package io.masklet.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.masklet.core.frame.VideoException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  private static final String PICTURES = "\\d+\\.png";

  private final Path folder;
  private final Path target;

  OutputFileTest(@TempDir Path folder) {
    this.folder = folder;
    this.target = folder.resolve("out");
  }

  @Test
  void file_untilFinished_isOnlyBeside() throws Exception {
    try (OutputFile file = OutputFile.begin(target, false)) {
      Files.writeString(file.part(), "whole");
      assertThat(target).doesNotExist();
      file.finish();
    }
    assertThat(target).hasContent("whole");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void file_notFinished_leavesWhatWasThere() throws Exception {
    Files.writeString(target, "old");
    try (OutputFile file = OutputFile.begin(target, true)) {
      Files.writeString(file.part(), "half");
    }
    assertThat(target).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void file_appearedMeanwhile_isNotReplaced() throws Exception {
    try (OutputFile file = OutputFile.begin(target, false)) {
      Files.writeString(target, "someone else's");
      assertThatThrownBy(file::finish)
          .isInstanceOf(VideoException.class)
          .hasMessageContaining("it exists");
    }
    assertThat(target).hasContent("someone else's");
  }

  @Test
  void file_targetIsAFolder_isRefused() throws Exception {
    Files.createDirectory(target);
    assertThatThrownBy(() -> OutputFile.begin(target, true)).hasMessageContaining("it is a folder");
  }

  @Test
  void folder_finished_replacesOldPicturesWithForceOnly() throws Exception {
    Files.createDirectory(target);
    Files.writeString(target.resolve("7.png"), "old");
    assertThatThrownBy(() -> OutputFolder.begin(target, false, PICTURES))
        .hasMessageContaining("--force");
    try (OutputFolder output = OutputFolder.begin(target, true, PICTURES)) {
      Files.writeString(output.file("1.png"), "new");
      assertThat(target.resolve("7.png")).hasContent("old");
      output.finish();
    }
    assertThat(target.toFile().list()).containsExactly("1.png");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  @Test
  void folder_withOtherFiles_isNeverReplaced() throws Exception {
    Files.createDirectory(target);
    Files.writeString(target.resolve("holiday.jpg"), "precious");
    assertThatThrownBy(() -> OutputFolder.begin(target, true, PICTURES))
        .isInstanceOf(VideoException.class)
        .hasMessageContaining("holiday.jpg");
    assertThat(target.resolve("holiday.jpg")).exists();
  }

  @Test
  void folder_targetCannotBeRenamed_isFilledFileByFile() throws Exception {
    Files.createDirectory(target);
    Files.writeString(target.resolve("7.png"), "old");
    try (OutputFolder output = OutputFolder.begin(target, true, PICTURES, this::likeMountPoint)) {
      Files.writeString(output.file("1.png"), "new");
      output.finish();
    }
    assertThat(target.toFile().list()).containsExactly("1.png");
    assertThat(target.resolve("1.png")).hasContent("new");
    assertThat(folder.toFile().list()).containsExactly("out");
  }

  private void likeMountPoint(Path from, Path to) throws IOException {
    if (from.equals(target) || to.equals(target)) {
      throw new FileSystemException(from.toString(), null, "Device or resource busy");
    }
    Partial.move(from, to);
  }

  @Test
  void folder_cannotBeMovedIntoPlace_isKeptAndSaysWhere() throws Exception {
    Path written;
    try (OutputFolder output = OutputFolder.begin(target, false, PICTURES, this::likeMountPoint)) {
      written = output.file("1.png");
      Files.writeString(written, "whole");
      assertThatThrownBy(output::finish)
          .isInstanceOf(VideoException.class)
          .hasMessageContaining("Device or resource busy")
          .hasMessageContaining("kept in " + written.getParent());
    }
    assertThat(written).hasContent("whole");
  }

  @Test
  void folder_notFinished_leavesNothing() throws Exception {
    try (OutputFolder output = OutputFolder.begin(target, false, PICTURES)) {
      Files.writeString(output.file("1.png"), "half");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void unwritable_exceptionThatOnlyNamesThePath_saysWhatItMeans() {
    String path = target.toString();
    assertThat(complaint(new NoSuchFileException(path))).contains("no such file or folder");
    assertThat(complaint(new FileAlreadyExistsException(path))).contains("in the way");
    assertThat(complaint(new DirectoryNotEmptyException(path))).contains("not empty");
    assertThat(complaint(new AccessDeniedException(path))).contains("permission denied");
    assertThat(complaint(new NotDirectoryException(path))).contains("NotDirectoryException");
  }

  private String complaint(IOException cause) {
    return String.valueOf(Partial.unwritable(target, cause).getMessage());
  }
}
