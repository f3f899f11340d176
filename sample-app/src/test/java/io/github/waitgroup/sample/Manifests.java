// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files for Kubernetes, read as strictly as an API server reads them with
 * {@code --validate=strict}: a field that is not known, or known twice, or of another
 * type, is an error.
 */
final class Manifests {

    static final Path DIRECTORY = Path.of("k8s");

    private static final ObjectMapper mapper = JsonMapper.builder()
        .annotationIntrospector(new NothingUnknown())
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .withCoercionConfig(LogicalType.Textual,
                (strings) -> strings.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .withCoercionConfig(LogicalType.Integer,
                (integers) -> integers.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
        .withCoercionConfig(LogicalType.Boolean,
                (booleans) -> booleans.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
        .build();

    private Manifests() {
    }

    static Deployment deployment() throws IOException {
        return resource("base/deployment.yaml", Deployment.class);
    }

    static Deployment preStopPatch() throws IOException {
        return resource("prestop/deployment.yaml", Deployment.class);
    }

    static <T extends HasMetadata> T resource(String file, Class<T> type) throws IOException {
        T resource = read(file, type);
        assertThat(resource.getApiVersion()).as(file).isEqualTo(HasMetadata.getApiVersion(type));
        assertThat(resource.getKind()).as(file).isEqualTo(HasMetadata.getKind(type));
        return resource;
    }

    static <T> T read(String file, Class<T> type) throws IOException {
        return parse(Files.readString(DIRECTORY.resolve(file)), type);
    }

    static <T> T parse(String yaml, Class<T> type) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return mapper.convertValue(new Yaml(new SafeConstructor(options)).load(yaml), type);
    }

    static Container container(Deployment deployment) {
        assertThat(deployment.getSpec().getTemplate().getSpec().getContainers()).hasSize(1);
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /**
     * Returns the environment of the container, as a patch is merged into it: by name.
     * @param layers the deployment, and its patches
     * @return values by name
     */
    static Map<String, String> environment(Deployment... layers) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Deployment layer : layers) {
            Map<String, String> own = new LinkedHashMap<>();
            for (EnvVar variable : container(layer).getEnv()) {
                assertThat(own.put(variable.getName(), variable.getValue())).as(variable.getName()).isNull();
            }
            environment.putAll(own);
        }
        return environment;
    }

    /**
     * The types keep what they do not know: here nothing is kept, so that it is an error.
     */
    private static final class NothingUnknown extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated any) {
            return Boolean.FALSE;
        }

    }

}
