COMMENT ON COLUMN snapshot_event.payload IS 'The state, as JSON; a long one as the zlib form of that, in Base64';
