package io.mlops4j.onnx;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The other tests run on the class path; this one puts the same jars on a module path, as a user with a {@code module-info} does.
 */
class ModulePathTest {
    private static final Set<String> OURS = Set.of("io.mlops4j", "io.mlops4j.core", "io.mlops4j.onnx");

    private final Configuration modules = ModuleLayer.boot()
            .configuration()
            .resolveAndBind(ModuleFinder.of(), ModuleFinder.of(classPath()), Set.of("io.mlops4j.onnx"));

    @Test
    void ourModulesResolveWithAllThatTheyRequire() {
        assertThat(modules.modules()).extracting(ResolvedModule::name).containsAll(OURS);
    }

    @Test
    void everyServiceThatOurModulesUseIsFound() {
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader());

        assertThat(descriptors().flatMap(module -> module.uses().stream()).collect(toSet()))
                .allSatisfy(service -> assertThat(provided(layer, service)).isTrue());
    }

    @Test
    void whatOurModulesProvideOnTheModulePathTheyProvideOnTheClassPath() {
        assertThat(descriptors().flatMap(module -> module.provides().stream()))
                .allSatisfy(provision ->
                        assertThat(onTheClassPath(provision.service())).containsAll(provision.providers()));
    }

    private Stream<ModuleDescriptor> descriptors() {
        return modules.modules().stream()
                .filter(module -> OURS.contains(module.name()))
                .map(module -> module.reference().descriptor());
    }

    private static boolean provided(ModuleLayer layer, String service) {
        return ServiceLoader.load(layer, load(service, layer.findLoader("io.mlops4j.onnx")))
                .findFirst()
                .isPresent();
    }

    private static List<String> onTheClassPath(String service) {
        return ServiceLoader.load(load(service, ModulePathTest.class.getClassLoader())).stream()
                .map(provider -> provider.type().getName())
                .toList();
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toArray(Path[]::new);
    }
}
