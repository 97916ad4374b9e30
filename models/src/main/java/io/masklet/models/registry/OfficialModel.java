package io.masklet.models.registry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A checkpoint as its authors publish it.
 *
 * <p>Addresses are those of the authors' own download script (facebookresearch/sam2@2b90b9f,
 * checkpoints/download_ckpts.sh) and repository (facebookresearch/EdgeTAM@9cc44bf, where the file
 * is in the tree). The authors publish no hashes. Those here are what at least two projects that
 * have nothing to do with each other found in the same files: micro-sam and Intel's Geti for SAM
 * 2.1, micro-sam and SlicerSegmentWithSAM for SAM 2, BoxMOT and another for EdgeTAM.
 *
 * @param name what the model is called: {@code sam2.1-tiny}
 * @param family {@code sam2.1}, {@code sam2} or {@code edgetam}
 * @param address where the authors' file lies
 * @param sizeBytes of that file
 * @param sha256 of that file, 64 hex digits
 */
public record OfficialModel(
    String name, String family, URI address, long sizeBytes, String sha256) {

  private static final String SAM2_FILES = "https://dl.fbaipublicfiles.com/segment_anything_2/";

  private static final List<OfficialModel> ALL =
      List.of(
          sam21(
              "tiny",
              156_008_466,
              "7402e0d864fa82708a20fbd15bc84245c2f26dff0eb43a4b5b93452deb34be69"),
          sam21(
              "small",
              184_416_285,
              "6d1aa6f30de5c92224f8172114de081d104bbd23dd9dc5c58996f0cad5dc4d38"),
          sam21(
              "base-plus",
              323_606_802,
              "a2345aede8715ab1d5d31b4a509fb160c5a4af1970f199d9054ccfb746c004c5"),
          sam21(
              "large",
              898_083_611,
              "2647878d5dfa5098f2f8649825738a9345572bae2d4350a2468587ece47dd318"),
          sam2(
              "tiny",
              155_906_050,
              "65b50056e05bcb13694174f51bb6da89c894b57b75ccdf0ba6352c597c5d1125"),
          sam2(
              "small",
              184_309_650,
              "95949964d4e548409021d47b22712d5f1abf2564cc0c3c765ba599a24ac7dce3"),
          sam2(
              "base-plus",
              323_493_298,
              "d0bb7f236400a49669ffdd1be617959a8b1d1065081789d7bbff88eded3a8071"),
          sam2(
              "large",
              897_952_466,
              "7442e4e9b732a508f80e141e7c2913437a3610ee0c77381a66658c3a445df87b"),
          new OfficialModel(
              "edgetam",
              "edgetam",
              URI.create(
                  "https://github.com/facebookresearch/EdgeTAM/raw/"
                      + "9cc44bfe9e16cc374242917b91283c718410ea87/checkpoints/edgetam.pt"),
              56_116_523,
              "ed2d4850b8792c239689b043c47046ec239b6e808a3d9b6ae676c803fd8780df"));

  /** Every one, in the order of preference. */
  public static List<OfficialModel> all() {
    return ALL;
  }

  /** The one called {@code name}. */
  public static Optional<OfficialModel> named(String name) {
    return ALL.stream().filter(model -> model.name.equals(name)).findFirst();
  }

  /** The one whose file has this hash. */
  public static Optional<OfficialModel> ofFile(String sha256) {
    return ALL.stream().filter(model -> model.sha256.equals(sha256)).findFirst();
  }

  /** The licence its authors gave it. */
  public String licence() {
    return "Apache 2.0";
  }

  /** Whether a file of this name, without its ending, is called as the authors call theirs. */
  public boolean isCalled(String fileStem) {
    return ModelName.ofFile(fileName()).equals(fileStem);
  }

  /** The authors' name of the file: {@code sam2.1_hiera_tiny.pt}. */
  public String fileName() {
    String path = address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static OfficialModel sam21(String size, long sizeBytes, String sha256) {
    return hiera("sam2.1", "092824", size, sizeBytes, sha256);
  }

  private static OfficialModel sam2(String size, long sizeBytes, String sha256) {
    return hiera("sam2", "072824", size, sizeBytes, sha256);
  }

  private static OfficialModel hiera(
      String family, String date, String size, long sizeBytes, String sha256) {
    String file =
        String.format(Locale.ROOT, "%s/%s_hiera_%s.pt", date, family, size.replace('-', '_'));
    return new OfficialModel(
        family + "-" + size, family, URI.create(SAM2_FILES + file), sizeBytes, sha256);
  }
}
