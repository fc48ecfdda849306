package org.zonepulse.avrocodec;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests an {@link ApicurioProcess}: one for all, started at first use and stopped after the last test. */
final class RealRegistry implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ApicurioProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RealRegistry.class))
                .computeIfAbsent(
                        ApicurioProcess.class,
                        key -> ApicurioProcess.start("apicurio.rules.global.compatibility=FULL_TRANSITIVE"));
    }
}
