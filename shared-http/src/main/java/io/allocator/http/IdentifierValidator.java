package io.allocator.http;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link Identifier}. Public because the validation provider makes it. */
public final class IdentifierValidator implements ConstraintValidator<Identifier, CharSequence> {

    @Override
    public boolean isValid(@Nullable CharSequence value, @Nullable ConstraintValidatorContext context) {
        return value == null || isIdentifier(value);
    }

    /** Whether a name is one. */
    public static boolean isIdentifier(CharSequence name) {
        var characters = 0;
        for (var at = 0; at < name.length();) {
            var codePoint = Character.codePointAt(name, at);
            characters++;
            if (characters > Identifier.MAX_LENGTH || !isPrintable(codePoint)) {
                return false;
            }
            at += Character.charCount(codePoint);
        }
        return characters > 0 && !isBlank(Character.codePointAt(name, 0))
                && !isBlank(Character.codePointBefore(name, name.length()));
    }

    /** Surrogates count only when unpaired: such a string cannot be written as UTF-8, so it would come back changed. */
    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
