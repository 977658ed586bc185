// Containers, databases and browsers take longer than Jest's five seconds on a busy machine.
jest.setTimeout(120_000);
