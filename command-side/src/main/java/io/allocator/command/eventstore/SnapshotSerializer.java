package io.allocator.command.eventstore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Snapshots as JSON; long ones as its zlib form in Base64, written and read without ever being a text as a whole. Half a
 * million open lines are 40 MB of JSON, which would stand in memory several times on their way to the database.
 */
final class SnapshotSerializer implements Serializer {

    private static final char JSON_BEGINS_WITH = '{';

    private final Jackson3Serializer json;

    SnapshotSerializer(Jackson3Serializer json) {
        this.json = json;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> as) {
        if (!(object instanceof SnapshotData data)) {
            return json.serialize(object, as);
        }
        var text = data.isLong() ? compressed(data) : json.serialize(object, String.class).getData();
        return new SimpleSerializedObject<>(json.getConverter().convert(text, as), as, typeForClass(data.aggregate()));
    }

    private String compressed(SnapshotData data) {
        var bytes = new ByteArrayOutputStream();
        try (var out = deflating(bytes)) {
            json.getObjectMapper().writeValue(out, data);
        } catch (IOException | JacksonException e) {
            throw new SerializationException("A snapshot could not be written", e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** The fastest level: the database's own compression would take longer, for more bytes. */
    private static OutputStream deflating(OutputStream out) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        return new DeflaterOutputStream(Base64.getEncoder().wrap(out), deflater) {

            @Override
            public void close() throws IOException {
                super.close();
                deflater.end();
            }
        };
    }

    /** By the type that is stored; whoever calls it says which that is. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (stored.getData() instanceof String text && !text.isEmpty() && text.charAt(0) != JSON_BEGINS_WITH) {
            return (T) inflated(text, json.classForType(stored.getType()));
        }
        return json.deserialize(stored);
    }

    private Object inflated(String text, Class<?> type) {
        var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        try (var in = new InflaterInputStream(Base64.getDecoder().wrap(bytes))) {
            return json.getObjectMapper().readValue(in, type);
        } catch (IOException | JacksonException e) {
            throw new SerializationException("A snapshot could not be read", e);
        }
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> as) {
        return json.canSerializeTo(as);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return json.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        return json.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return json.getConverter();
    }
}
