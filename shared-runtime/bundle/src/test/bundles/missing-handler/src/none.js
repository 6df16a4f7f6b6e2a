function get() {}
