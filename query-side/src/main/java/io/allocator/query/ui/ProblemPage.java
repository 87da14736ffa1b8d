package io.allocator.query.ui;

/**
 * What is shown when a page cannot be.
 *
 * @param status the HTTP status
 * @param title in a few words
 * @param message what is the matter
 * @param passing whether it may be over in a moment
 */
record ProblemPage(int status, String title, String message, boolean passing) {

    static ProblemPage of(int status, String message) {
        return switch (status) {
            case 404 -> new ProblemPage(status, "Not found", message, false);
            case 503 -> new ProblemPage(status, "No figures right now", message, true);
            default -> status >= 500
                    ? new ProblemPage(status, "Something went wrong", message, false)
                    : new ProblemPage(status, "That is not a page", message, false);
        };
    }
}
