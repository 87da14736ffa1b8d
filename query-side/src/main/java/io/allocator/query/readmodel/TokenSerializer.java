package io.allocator.query.readmodel;

import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Writes positions in the log as JSON. */
final class TokenSerializer {

    private TokenSerializer() {}

    /**
     * Jackson 3 refuses to make objects of types that are named in the JSON, and Axon's wrapped tokens, such as that of
     * a replay, name the type of the wrapped one. Kept apart from the application's serializers: Axon takes only one
     * of several customizers there.
     */
    static Serializer create() {
        var axonOnly = BasicPolymorphicTypeValidator.builder().allowIfSubType("org.axonframework.").build();
        return Jackson3Serializer.builder().jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(axonOnly))
                .build();
    }
}
