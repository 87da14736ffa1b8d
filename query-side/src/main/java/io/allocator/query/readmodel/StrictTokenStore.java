package io.allocator.query.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Stores a position only for the process that still has the claim on it. Axon's own lets a process that has lost its claim
 * take it again while it stores, if nobody has it just then. Another may have gone on in the meantime: its events would
 * be projected a second time by the transaction that was held up.
 *
 * <p>And no position goes back. Axon reads the log on from behind the lowest of the segments that a process has, and
 * stores with each of them how far that reading is: for a segment that was farther already, too little.
 *
 * <p>And nobody claims what is for another query side.
 */
final class StrictTokenStore extends JdbcTokenStore {

    private static final String STORED = StrictTokenStore.class.getName() + ".stored";

    private final Serializer positions;
    private final QuerySides querySides;

    /** With the serializer that the builder has, too: its own is out of sight. */
    StrictTokenStore(Builder builder, Serializer positions, QuerySides querySides) {
        super(builder);
        this.positions = positions;
        this.querySides = querySides;
    }

    /** Those that nobody claims, as far as this process is to. */
    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return super.fetchAvailableSegments(processor).stream()
                .filter(segment -> querySides.mayClaim(processor, segment.getSegmentId())).toList();
    }

    /** Tells where the segment of a unit of work is, as its transaction has found it. */
    static void found(UnitOfWork<?> unitOfWork, TrackingToken stored) {
        unitOfWork.resources().put(STORED, stored);
    }

    /** What is stored and what has been read since then, both; each may have gaps that the other has not. */
    @Override
    protected PreparedStatement storeUpdate(Connection connection, TrackingToken token, String processor, int segment)
            throws SQLException {
        Optional<TrackingToken> found = CurrentUnitOfWork.map(unitOfWork -> unitOfWork.getResource(STORED));
        var stored = found.isPresent() ? found.get() : stored(connection, processor, segment);
        return super.storeUpdate(connection, stored == null || token == null ? token : stored.upperBound(token),
                processor, segment);
    }

    /** When nothing is projected there is no unit of work; then it is looked up. */
    private @Nullable TrackingToken stored(Connection connection, String processor, int segment) throws SQLException {
        try (var select = select(connection, processor, segment, false); var row = select.executeQuery()) {
            return row.next() && row.getString("token") != null
                    ? positions.deserialize(new SimpleSerializedObject<>(row.getString("token"), String.class,
                            row.getString("token_type"), null))
                    : null;
        }
    }

    @Override
    protected void updateToken(Connection connection, ResultSet row, TrackingToken token, String processor,
            int segment) {
        throw new UnableToClaimTokenException(
                "The claim on " + processor + "[" + segment + "] is lost; what was projected is taken back");
    }
}
