package io.allocator.query.audit;

/** An audit that cannot go on. It says why, for a person. */
final class AuditFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String why;

    AuditFailedException(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
