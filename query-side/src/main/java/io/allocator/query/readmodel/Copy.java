package io.allocator.query.readmodel;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A copy of a view, as the name of its processor says: which view, and which version of its projection makes it. The
 * first of a view is {@code view}, any other {@code view/version/} and something unique; one without a version is of the first.
 *
 * @param view the view
 * @param version of the projection
 */
record Copy(String view, int version) {

    private static final Pattern NAME = Pattern.compile("([^/]+)(?:/(\\d{1,9}))?(?:/.*)?");

    /** The one that a processor makes. */
    static Copy of(String processor) {
        var name = NAME.matcher(processor);
        if (!name.matches()) {
            throw new IllegalArgumentException("No name of a processor: " + processor);
        }
        return new Copy(name.group(1), name.group(2) == null ? 1 : Integer.parseInt(name.group(2)));
    }

    /** The one that a projection makes. */
    static Copy of(Projection projection) {
        return new Copy(projection.view(), projection.version());
    }

    /** The name of the processor that makes the first copy of a view. */
    String first() {
        return version == 1 ? view : view + "/" + version;
    }

    /** A name for the processor of another copy. */
    String another() {
        return view + "/" + version + "/" + UUID.randomUUID();
    }
}
