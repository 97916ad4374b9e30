package io.masklet.models.download;

/** A file that did not come through; the message says why and what to do. */
public final class DownloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DownloadException(String message) {
    super(message);
  }

  public DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
