package io.masklet.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfficialModelTest {

  @Test
  void all_everyModel_isWholeAndDifferent() {
    List<OfficialModel> all = OfficialModel.all();
    assertThat(all).hasSize(9).allMatch(model -> model.sha256().matches("[0-9a-f]{64}"));
    assertThat(all).allMatch(model -> model.address().getScheme().equals("https"));
    assertThat(all.stream().map(OfficialModel::sha256)).doesNotHaveDuplicates();
    assertThat(all.stream().map(OfficialModel::address)).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(model -> ModelName.require(model.name()));
  }

  @Test
  void named_basePlus_isTheAuthorsFile() {
    OfficialModel model = OfficialModel.named("sam2.1-base-plus").orElseThrow();
    assertThat(model.address())
        .hasToString(
            "https://dl.fbaipublicfiles.com/segment_anything_2/092824/sam2.1_hiera_base_plus.pt");
    assertThat(model.fileName()).isEqualTo("sam2.1_hiera_base_plus.pt");
    assertThat(OfficialModel.ofFile(model.sha256())).contains(model);
    assertThat(OfficialModel.named("sam3")).isEmpty();
  }
}
