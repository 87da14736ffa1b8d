package io.allocator.benchmarks.load;

/** What a load generator asks for. */
public enum Workload {
    /** Single allocations, all SKUs alike. */
    ALLOCATE,
    /** Single allocations, some SKUs more often than others: a Zipf distribution. */
    ALLOCATE_ZIPF,
    /** Of ten requests six allocate, three release, and one cuts or grows a batch, so that lines move. */
    MIXED,
    /** A batch for each SKU, without an end. */
    ADD_BATCHES,
    /** For each SKU a small batch in the warehouse and one without an end at sea, for {@link #MIXED}. */
    ADD_BATCHES_TO_CUT,
    /** Reads. */
    GET;

    /** The workload that makes the batches for this one. */
    Workload batches() {
        return this == MIXED ? ADD_BATCHES_TO_CUT : ADD_BATCHES;
    }

    /** How many batches a SKU has in this workload. */
    int batchesPerSku() {
        return this == MIXED || this == ADD_BATCHES_TO_CUT ? 2 : 1;
    }
}
