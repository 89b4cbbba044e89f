package zhuji.wire.failures;

/** Where a record stands. */
record Place(String topic, int partition, long offset) {}
