package io.allocator.query.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** A row of the log in the form in which Axon's upcasters take it. */
final class LogEntry implements DomainEventData<String> {

    /** The columns that {@link #read} needs. */
    static final String COLUMNS = """
            global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type,
                payload_revision, payload, meta_data""";

    private final long globalIndex;
    private final String identifier;
    private final String sku;
    private final long sequenceNumber;
    private final String type;
    private final String time;
    private final SerializedObject<String> payload;
    private final SerializedObject<String> metaData;

    private LogEntry(ResultSet row) throws SQLException {
        globalIndex = row.getLong("global_index");
        identifier = row.getString("event_identifier");
        sku = row.getString("aggregate_identifier");
        sequenceNumber = row.getLong("sequence_number");
        type = row.getString("type");
        time = row.getString("time_stamp");
        payload = new SimpleSerializedObject<>(row.getString("payload"), String.class, row.getString("payload_type"),
                row.getString("payload_revision"));
        metaData = new SerializedMetaData<>(row.getString("meta_data"), String.class);
    }

    static LogEntry read(ResultSet row) throws SQLException {
        return new LogEntry(row);
    }

    long globalIndex() {
        return globalIndex;
    }

    @Override
    public String getEventIdentifier() {
        return identifier;
    }

    @Override
    public String getAggregateIdentifier() {
        return sku;
    }

    @Override
    public long getSequenceNumber() {
        return sequenceNumber;
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return DateTimeUtils.parseInstant(time);
    }

    @Override
    public SerializedObject<String> getPayload() {
        return payload;
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return metaData;
    }
}
