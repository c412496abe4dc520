"""Where things are: the code, its environment, and the one folder that holds all state."""

from commonpool.config.env import ENV, ROOT

STATE = ENV.state
VENV = ROOT / ".commonpool" / "venv"
PYTHON = VENV / "bin" / "python"
LOGS = STATE / "logs"
RUNNING = STATE / "running"
POSTGRES = STATE / "postgres"
TEST_POSTGRES = STATE / "test-postgres"
BENCH_POSTGRES = STATE / "bench-postgres"
SYSTEM_POSTGRES = STATE / "system-postgres"
OUTPUT = STATE / "test-output"
