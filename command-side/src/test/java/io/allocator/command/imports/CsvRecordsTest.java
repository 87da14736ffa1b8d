package io.allocator.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** CSV as spreadsheets and people make it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CsvRecordsTest {

    private static final List<String> MALFORMED = List.of();

    @Test
    void lines_end_in_any_of_the_three_ways() throws IOException {
        assertThat(records("a,b\nc,d\r\ne,f\rg,h")).containsExactly(List.of("a", "b"), List.of("c", "d"),
                List.of("e", "f"), List.of("g", "h"));
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_first_field() throws IOException {
        assertThat(records("\uFEFFa,b\n\uFEFFc,d")).containsExactly(List.of("a", "b"), List.of("\uFEFFc", "d"));
    }

    @Test
    void blank_lines_are_no_records() throws IOException {
        assertThat(records("\n\na,b\n\n  \nc,d\n\n")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void a_quoted_field_may_hold_commas_quotes_and_line_ends() throws IOException {
        assertThat(records("\"a,1\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",d\ne,f")).containsExactly(
                List.of("a,1", "say \"hi\""), List.of("two\nlines", "d"), List.of("e", "f"));
    }

    @Test
    void a_quote_that_is_never_closed_spoils_its_own_line_only() throws IOException {
        assertThat(records("a,\"b\nc,d\ne,f")).containsExactly(MALFORMED, List.of("c", "d"), List.of("e", "f"));
    }

    @Test
    void a_quote_that_closes_far_away_spoils_its_own_line_only() throws IOException {
        var far = "x,y\n".repeat(40);
        assertThat(records("a,\"b\n" + far + "c\",d")).hasSize(42).startsWith(MALFORMED).contains(List.of("x", "y"));
    }

    @Test
    void quotes_within_unquoted_fields_are_characters_like_any_other() throws IOException {
        assertThat(records("12\" ruler,1\n15\" ruler,2")).containsExactly(List.of("12\" ruler", "1"),
                List.of("15\" ruler", "2"));
    }

    @Test
    void a_line_longer_than_any_row_can_be_is_malformed_and_reading_goes_on() throws IOException {
        assertThat(records("x".repeat(1_000_000) + ",1\na,b")).containsExactly(MALFORMED, List.of("a", "b"));
    }

    @Test
    void a_text_without_a_record_has_none() throws IOException {
        assertThat(records("")).isEmpty();
        assertThat(records("\r\n\r\n")).isEmpty();
    }

    private static List<List<String>> records(String text) throws IOException {
        var records = new CsvRecords(new CsvLines(new BufferedReader(new StringReader(text))));
        var all = new ArrayList<List<String>>();
        for (var record = records.next(); record != null; record = records.next()) {
            all.add(record);
        }
        return all;
    }
}
