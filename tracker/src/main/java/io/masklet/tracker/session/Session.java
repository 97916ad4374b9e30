package io.masklet.tracker.session;

import io.masklet.core.frame.VideoException;
import io.masklet.core.geom.Size;
import io.masklet.core.mask.Bitmap;
import io.masklet.core.mask.Rle;
import io.masklet.core.prompt.Prompt;
import io.masklet.tracker.network.Sam2Network;
import io.masklet.tracker.object.ObjectId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A project: one video, its objects, everything a person did to them, and the masks that came of
 * it.
 *
 * <pre>{@code
 * try (Session session = Session.open(Path.of("cat.masklet"))) {
 *   ObjectId cat = session.add("cat", 0xE6194B);
 *   session.prompt(cat, 0, Prompt.clicks(Click.positive(320, 180)));
 *   session.run(
 *       network, () -> FrameSources.open(video), Tolerance.defaults(), RunProgress.silent());
 *   FrameResult found = session.results().at(75);
 * }
 * }</pre>
 *
 * <p>Every change is on disk when its call returns: {@code NAME.masklet} holds what was said, and
 * {@code NAME.masks} beside it what was computed. A process that is killed loses the frame in work.
 * The same actions and runs give the same masks, bit for bit, however often they were interrupted.
 *
 * <p>A prompted frame keeps the mask its prompt led to, whatever is said on other frames later.
 * Every object is tracked alone, in two passes: forward from its first prompt to the end of the
 * video, and backward from its last prompt to the beginning. Between two prompts the passes are
 * blended.
 *
 * <p><b>Threads.</b> One caller at a time, and one process: the project is locked while it is open.
 */
public final class Session implements AutoCloseable {

  private static final int[] COLOURS = {
    0xE6194B, 0x3CB44B, 0x4363D8, 0xF58231, 0x911EB4, 0x42D4F4, 0xF032E6, 0xBFEF45
  };

  private final OpenProject open;

  private Session(OpenProject open) {
    this.open = open;
  }

  /**
   * Makes a project and opens it.
   *
   * @param file {@code NAME.masklet}; must not exist
   * @param video where the video is
   * @param size of its frames
   * @param overlap whether objects may share pixels
   * @throws IOException if it exists, or cannot be written
   */
  public static Session create(
      Path file, Path video, Size size, SessionModel model, boolean overlap) throws IOException {
    Project project =
        new Project(
            UUID.randomUUID().toString(),
            video.toAbsolutePath().normalize().toString(),
            VideoIdentity.of(video),
            size,
            model,
            overlap,
            List.of(),
            0,
            1);
    project.save(file, false);
    return open(file);
  }

  /**
   * Opens a project to work on it.
   *
   * @throws SessionException if it is no project, or another process has it open
   */
  public static Session open(Path file) throws SessionException {
    return new Session(OpenProject.open(file));
  }

  /**
   * Opens a project to look at it, also while another process works on it.
   *
   * @throws SessionException if it is no project
   */
  public static Session view(Path file) throws SessionException {
    return new Session(OpenProject.view(file));
  }

  /** Where the video was last. */
  public Path video() {
    return Path.of(project().videoPath());
  }

  /** Size of its frames. */
  public Size videoSize() {
    return project().size();
  }

  /** The model it is tracked with. */
  public SessionModel model() {
    return project().model();
  }

  /** The objects there are, in the order of their ids. */
  public List<SessionObject> objects() {
    return open.history().state().objects();
  }

  /** All actions that hold, in their order. */
  public List<Action> actions() {
    return project().held();
  }

  /** How many actions can be redone. */
  public int redoable() {
    return open.history().redoable();
  }

  /** Everything that was given for an object on a frame and holds, or null. */
  public @Nullable Prompt promptOf(ObjectId id, long frame) {
    Anchor anchor = open.history().state().anchor(id, frame);
    return anchor == null ? null : anchor.prompt();
  }

  /** How many bytes were torn at the end of the masks when they were opened. */
  public long tornBytes() {
    return open.store().cutBytes();
  }

  /** Whether masks of an older version were left behind, to be computed anew. */
  public boolean startedAnew() {
    return open.store().startedAnew();
  }

  /** Makes room for an object, in a colour of its own. */
  public ObjectId add(String name) throws IOException {
    return add(name, COLOURS[(open.history().nextId().value() - 1) % COLOURS.length]);
  }

  /**
   * Makes room for an object.
   *
   * @param rgb colour, 0xRRGGBB
   */
  public ObjectId add(String name, int rgb) throws IOException {
    ObjectId id = open.history().nextId();
    act(n -> new Action.AddObject(n, id, name, rgb));
    return id;
  }

  /**
   * Gives or corrects an object's mask on a frame. The next run follows it.
   *
   * @param prompt everything the person gave for the object on this frame so far
   */
  public void prompt(ObjectId id, long frame, Prompt prompt) throws IOException {
    act(n -> new Action.GivePrompt(n, id, frame, prompt));
  }

  /** Says that an object is not in a frame. */
  public void notHere(ObjectId id, long frame) throws IOException {
    prompt(id, frame, Prompt.mask(new Bitmap(project().size())));
  }

  /** Takes back what was given for an object on a frame. */
  public void unprompt(ObjectId id, long frame) throws IOException {
    act(n -> new Action.TakeBackPrompt(n, id, frame));
  }

  /** Takes back everything that was given for an object. */
  public void clear(ObjectId id) throws IOException {
    act(n -> new Action.ClearObject(n, id));
  }

  public void rename(ObjectId id, String name) throws IOException {
    act(n -> new Action.RenameObject(n, id, name));
  }

  /**
   * @param rgb colour, 0xRRGGBB
   */
  public void recolour(ObjectId id, int rgb) throws IOException {
    act(n -> new Action.RecolourObject(n, id, rgb));
  }

  public void delete(ObjectId id) throws IOException {
    act(n -> new Action.DeleteObject(n, id));
  }

  /** Makes two objects one; the other's name is gone. */
  public void merge(ObjectId id, ObjectId other) throws IOException {
    act(n -> new Action.MergeObjects(n, id, other));
  }

  /** Exchanges two objects from a frame on, where the tracker took each for the other. */
  public void swap(ObjectId id, ObjectId other, long frame) throws IOException {
    act(n -> new Action.SwapObjects(n, id, other, frame));
  }

  private void act(LongFunction<Action> made) throws IOException {
    open.historyToChange().act(made);
  }

  /**
   * Takes back the last action.
   *
   * @return which
   * @throws SessionException if there is none
   */
  public Action undo() throws IOException {
    return open.historyToChange().undo();
  }

  /**
   * Does again what was taken back last.
   *
   * @return which
   * @throws SessionException if there is nothing
   */
  public Action redo() throws IOException {
    return open.historyToChange().redo();
  }

  /**
   * @throws SessionException if the video is missing or another one
   */
  public void requireVideo() throws SessionException {
    project().video().requireSame(video());
  }

  /**
   * Says where the video is now.
   *
   * @throws SessionException if that is another video
   */
  public void moveVideo(Path video) throws IOException {
    project().video().requireSame(video);
    open.historyToChange().moveVideo(video);
  }

  /**
   * Tracks what is missing after the changes so far, until it agrees with what was there.
   *
   * @param network of the session's model
   * @param opener opens the video
   * @param tolerance when tracked masks agree with those that were there; null for never, and then
   *     the result is what tracking everything anew would give, bit for bit
   * @throws SessionException if the video is missing or another one, or results cannot be written
   * @throws VideoException if the video cannot be opened; if it breaks, the report says so
   */
  public RunReport run(
      Sam2Network network, VideoOpener opener, @Nullable Tolerance tolerance, RunProgress progress)
      throws SessionException, VideoException {
    open.requireLocked();
    requireVideo();
    try (SessionRun run = tracking().newRun(network, opener, tolerance, progress)) {
      return run.run();
    }
  }

  /**
   * Follows new prompts on their frames and tracks no further than that needs: what to show a
   * person who is clicking. {@link #acceptedMask} tells what came of them.
   *
   * @throws SessionException if the video is missing or another one, or results cannot be written
   * @throws VideoException if the video cannot be read
   */
  public void followPrompts(Sam2Network network, VideoOpener opener, RunProgress progress)
      throws SessionException, VideoException {
    open.requireLocked();
    requireVideo();
    Tolerance whatWasSeen = new Tolerance(Tolerance.LEAST_IOU);
    try (SessionRun run = tracking().newRun(network, opener, whatWasSeen, progress)) {
      run.followPrompts();
    }
  }

  /** What came of the prompt for an object on a frame; null if it was not followed yet. */
  public @Nullable Rle acceptedMask(ObjectId id, long frame) throws SessionException {
    Anchor anchor = open.history().state().anchor(id, frame);
    MaskStore.Accepted accepted = anchor == null ? null : open.store().accepted(anchor.name());
    return accepted == null ? null : accepted.mask();
  }

  /** The results that hold now. They are read from this session, which must stay open. */
  public SessionResults results() throws SessionException {
    return tracking().results();
  }

  private ProjectTracking tracking() {
    return ProjectTracking.of(open);
  }

  private Project project() {
    return open.history().project();
  }

  @Override
  public void close() {
    open.close();
  }
}
