"""Speed of the read stage beside the encoder alone, the same network in fp32, and the usual way to run one."""
