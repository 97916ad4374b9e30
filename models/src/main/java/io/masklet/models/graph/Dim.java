package io.masklet.models.graph;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The extent of one axis: a number, a dynamic axis such as {@code B}, or a sum of products of them
 * such as {@code 576*F+2*P}.
 *
 * <p>Kept as a polynomial in normal form, so that two extents are equal exactly if they are equal
 * for every value of the dynamic axes. Immutable.
 */
public final class Dim {

  /** Coefficient of each product of symbols; the empty product is the constant. No zeros. */
  private final SortedMap<String, Long> terms;

  private Dim(SortedMap<String, Long> terms) {
    terms.values().removeIf(coefficient -> coefficient == 0);
    this.terms = terms;
  }

  public static Dim of(long number) {
    return term("", number);
  }

  /** A dynamic axis; {@code symbol} is a word. */
  public static Dim of(String symbol) {
    return term(symbol, 1);
  }

  public Dim plus(Dim other) {
    SortedMap<String, Long> sum = new TreeMap<>(terms);
    other.terms.forEach((symbols, coefficient) -> sum.merge(symbols, coefficient, Long::sum));
    return new Dim(sum);
  }

  public Dim times(Dim other) {
    SortedMap<String, Long> product = new TreeMap<>();
    terms.forEach(
        (a, x) ->
            other.terms.forEach(
                (b, y) -> product.merge(multiply(a, b), Math.multiplyExact(x, y), Long::sum)));
    return new Dim(product);
  }

  public Dim times(long factor) {
    return times(of(factor));
  }

  /** Whether this is a plain number. */
  public boolean isFixed() {
    return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(""));
  }

  /** The number of a {@linkplain #isFixed fixed} extent. */
  public int fixed() {
    if (!isFixed()) {
      throw new IllegalStateException("expected a fixed extent, received " + this);
    }
    return Math.toIntExact(terms.getOrDefault("", 0L));
  }

  /** Whether this is the number {@code number}. */
  public boolean is(long number) {
    return equals(of(number));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dim dim && terms.equals(dim.terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  @Override
  public String toString() {
    if (isFixed()) {
      return Integer.toString(fixed());
    }
    StringJoiner text = new StringJoiner("+");
    terms.forEach(
        (symbols, coefficient) ->
            text.add(
                symbols.isEmpty() || coefficient != 1
                    ? symbols.isEmpty() ? "" + coefficient : coefficient + "*" + symbols
                    : symbols));
    return text.toString();
  }

  private static Dim term(String symbols, long coefficient) {
    SortedMap<String, Long> terms = new TreeMap<>();
    terms.put(symbols, coefficient);
    return new Dim(terms);
  }

  private static String multiply(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a + b;
    }
    String[] symbols = (a + "*" + b).split("\\*");
    Arrays.sort(symbols);
    return String.join("*", symbols);
  }
}
