package io.tresen.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Built-in objects have no field that Kubernetes does not know, no value of another type (the API server turns no 5 into a
 * "5"), no quantity that is none, and no word that a field does not have ({@link Words}).
 */
final class BuiltInObjects implements Check {

    static final Map<String, Class<?>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Namespace", Namespace.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "batch/v1/Job", Job.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private final ObjectMapper strict = JsonMapper.builder()
            .withCoercionConfig(LogicalType.Textual, config -> List.of(
                            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                    .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
            .withCoercionConfig(
                    LogicalType.Integer, config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .withCoercionConfig(
                    LogicalType.Boolean, config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .build();

    static boolean knows(Manifest manifest) {
        return KINDS.containsKey(manifest.apiVersion() + "/" + manifest.kind());
    }

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        overlay.manifests().stream().filter(BuiltInObjects::knows).forEach(manifest -> read(manifest, findings));
        return findings;
    }

    private void read(Manifest manifest, List<String> findings) {
        if (!NAME.matcher(manifest.name()).matches()) {
            findings.add(manifest.id() + " has no name that an object may have");
        }
        try {
            Class<?> type = KINDS.get(manifest.apiVersion() + "/" + manifest.kind());
            walk(manifest.id(), strict.treeToValue(manifest.json(), type), findings);
        } catch (JsonProcessingException e) {
            findings.add(manifest.id() + " can't be read: " + e.getOriginalMessage());
        }
        new Words(manifest.id(), findings).check(manifest.json());
    }

    private static void walk(String at, Object value, List<String> findings) {
        if (value instanceof Quantity quantity) {
            String text = quantity.getAmount() + (quantity.getFormat() == null ? "" : quantity.getFormat());
            if (!QUANTITY.matcher(text).matches()) {
                findings.add(at + ": " + text + " is no quantity");
            }
        } else if (value instanceof Collection<?> members) {
            int index = 0;
            for (Object member : members) {
                walk(at + "[" + index++ + "]", member, findings);
            }
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> walk(at + "." + key, entry, findings));
        } else if (value != null && value.getClass().getPackageName().startsWith("io.fabric8")) {
            fields(at, value, findings);
        }
    }

    private static void fields(String at, Object value, List<String> findings) {
        for (Field field : value.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            try {
                field.setAccessible(true);
                Object member = field.get(value);
                if (!field.getName().equals("additionalProperties")) {
                    walk(at + "." + field.getName(), member, findings);
                } else if (member instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(name -> findings.add(at + " has no field " + name));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
