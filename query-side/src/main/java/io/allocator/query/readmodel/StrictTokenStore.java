package io.allocator.query.readmodel;

import java.sql.Connection;
import java.sql.ResultSet;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * Stores a position only for the process that still has the claim on it. Axon's own lets a process that has lost its claim
 * take it again while it stores, if nobody has it just then. Another may have gone on in the meantime: its events would
 * be projected a second time by the transaction that was held up.
 */
final class StrictTokenStore extends JdbcTokenStore {

    StrictTokenStore(Builder builder) {
        super(builder);
    }

    @Override
    protected void updateToken(Connection connection, ResultSet row, TrackingToken token, String processor,
            int segment) {
        throw new UnableToClaimTokenException(
                "The claim on " + processor + "[" + segment + "] is lost; what was projected is taken back");
    }
}
