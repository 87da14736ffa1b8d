/** Lists as files for spreadsheets and programs: any number of rows, written while they are read. */
@NullMarked
package io.allocator.query.csv;

import org.jspecify.annotations.NullMarked;
