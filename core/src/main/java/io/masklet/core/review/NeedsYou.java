package io.masklet.core.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * How likely a mask is bad (J below {@value #BAD_J}) by its {@link Evidence}: a logistic model. No
 * weight is below 0, so that a signal can only count against a mask the way its words say.
 *
 * <p>{@code needs-you.properties} has the weights and tells what they were fitted on.
 */
public final class NeedsYou {

  /** Masks whose J is below this are bad. */
  public static final double BAD_J = 0.5;

  private static final String RESOURCE = "needs-you.properties";

  /**
   * One signal in the model.
   *
   * @param weight of the input, 0 or more
   * @param mean of the input over the frames the model was fitted on
   */
  public record Term(double weight, double mean) {}

  private final double intercept;
  private final Map<Signal, Term> terms;

  /**
   * @param intercept log odds where all inputs are 0
   * @param terms one for each signal
   */
  public NeedsYou(double intercept, Map<Signal, Term> terms) {
    this.intercept = intercept;
    this.terms = new EnumMap<>(Signal.class);
    this.terms.putAll(terms);
    for (Signal signal : Signal.values()) {
      Term term = terms.get(signal);
      if (term == null || !(term.weight >= 0)) {
        throw new IllegalArgumentException(
            "needs-you model: expected a weight of 0 or more for %s, got %s"
                .formatted(signal.key(), term));
      }
    }
  }

  /** The model that was fitted for the embedded network. */
  public static NeedsYou fitted() {
    Properties read = new Properties();
    try (InputStream in =
        Objects.requireNonNull(NeedsYou.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      read.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Signal, Term> terms = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      double weight = number(read, signal.key());
      terms.put(signal, new Term(weight, number(read, signal.key() + ".mean")));
    }
    return new NeedsYou(number(read, "intercept"), terms);
  }

  private static double number(Properties properties, String key) {
    return Double.parseDouble(Objects.requireNonNull(properties.getProperty(key), key));
  }

  /**
   * Probability that the mask is bad, 0 to 1; 0 where a person prompted, since they have seen it.
   */
  public double score(Evidence evidence) {
    if (evidence.sighting().prompted()) {
      return 0;
    }
    double logOdds = intercept;
    for (Signal signal : Signal.values()) {
      logOdds += term(signal).weight * inputOrMean(signal, evidence);
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** By how many log odds a signal makes this mask more suspect than the average one. */
  public double push(Signal signal, Evidence evidence) {
    return term(signal).weight * (inputOrMean(signal, evidence) - term(signal).mean);
  }

  /** A signal that nobody measured says nothing. */
  private double inputOrMean(Signal signal, Evidence evidence) {
    double input = evidence.doubt(signal);
    return Double.isNaN(input) ? term(signal).mean : input;
  }

  private Term term(Signal signal) {
    return Objects.requireNonNull(terms.get(signal));
  }

  /** The lines that {@link #fitted} reads. */
  public String toProperties() {
    StringBuilder text = new StringBuilder(line("intercept", intercept));
    for (Signal signal : Signal.values()) {
      text.append(line(signal.key(), term(signal).weight));
      text.append(line(signal.key() + ".mean", term(signal).mean));
    }
    return text.toString();
  }

  private static String line(String key, double value) {
    return String.format(Locale.ROOT, "%s=%.5f\n", key, value);
  }
}
