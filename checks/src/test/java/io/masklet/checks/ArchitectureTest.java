package io.masklet.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The six sentences of ARCHITECTURE.md, "The modules". */
class ArchitectureTest {

  private static final String PAGE = "ARCHITECTURE.md, The modules, sentence ";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.masklet");

  @Test
  void house_isSeenAtAll() {
    assertThat(HOUSE.size()).isGreaterThan(100); // rules about nothing hold always
  }

  @Test
  void modules_knowOnlyThoseBelow() {
    knowsNot("core", "models", "tracker", "cli", "testdata").check(HOUSE);
    knowsNot("models", "tracker", "cli", "testdata").check(HOUSE);
    knowsNot("tracker", "cli", "testdata").check(HOUSE);
    knowsNot("testdata", "core", "models", "tracker", "cli").check(HOUSE);
    noClasses()
        .that(resideInAPackage("io.masklet.tracker.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.masklet.models..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "io.masklet.models.registry..", "io.masklet.models.json.."))))
        .because(PAGE + 1)
        .check(HOUSE);
    noClasses()
        .that(resideInAPackage("io.masklet.tracker.."))
        .and(DescribedPredicate.not(resideInAPackage("io.masklet.tracker.session..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.masklet.models.json..")
        .because(PAGE + 1)
        .check(HOUSE);
  }

  private static com.tngtech.archunit.lang.ArchRule knowsNot(String module, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "io.masklet." + others[i] + "..";
    }
    return noClasses()
        .that(resideInAPackage("io.masklet." + module + ".."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .because(PAGE + 1);
  }

  @Test
  void libraries_haveOneDoorEach() {
    onlyIn("org.bytedeco..", "io.masklet.core.video..").check(HOUSE);
    onlyIn("ai.onnxruntime..", "io.masklet.tracker.network.ort..").check(HOUSE);
    onlyIn("ai.onnx..", "io.masklet.models.onnx..").check(HOUSE);
    onlyIn(
            "com.fasterxml.jackson..",
            "io.masklet.core.export..",
            "io.masklet.models.json..",
            "io.masklet.cli..")
        .check(HOUSE);
  }

  private static com.tngtech.archunit.lang.ArchRule onlyIn(String library, String... doors) {
    return noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(doors)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(PAGE + 2);
  }

  @Test
  void memoryAndObjects_knowNoNativeLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage("io.masklet.tracker.memory..", "io.masklet.tracker.object..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.masklet.tracker.network.ort..")
        .because(PAGE + 3)
        .check(HOUSE);
  }

  @Test
  void graphs_bytesThenMeaningThenArchitecture() {
    noClasses()
        .that()
        .resideInAPackage("io.masklet.models.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.masklet.models.graph..", "io.masklet.models.sam2..")
        .because(PAGE + 4)
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("io.masklet.models.graph..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.masklet.models.sam2..")
        .because(PAGE + 4)
        .check(HOUSE);
  }

  @Test
  void kernels_areCalledFromThePackageAboveOnly() {
    classes()
        .that()
        .resideInAPackage("..kernel..")
        .should()
        .onlyHaveDependentClassesThat(
            new DescribedPredicate<JavaClass>("lie in the package of the kernel or above it") {
              @Override
              public boolean test(JavaClass caller) {
                return caller.getPackageName().endsWith(".kernel")
                    || caller.getPackageName().equals("io.masklet.core.tensor");
              }
            })
        .because(PAGE + 5)
        .check(HOUSE);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.masklet.(**)").should().beFreeOfCycles().because(PAGE + 6).check(HOUSE);
  }
}
