# Which modules of Elixir the test programs go through, and what is left out of them: {modules, functions, why}. Read by
# Tests/Support/uncalled.exs; what is not documented need not be named.
[
  {[Access, Agent, Base, DynamicSupervisor, Enum, File, Float, GenServer, IO, Inspect, Inspect.Algebra, Integer, Keyword, List, Logger, Map, MapSet], [], "none"},
  {[PartitionSupervisor, Process, Range, Regex, Registry, Stream, String, StringIO, Supervisor, Task, Task.Supervisor, Tuple, URI, Version], [], "none"},
  {[File], [:ln!, :ln_s, :ln_s!, :chown!, :chgrp!, :cd!], "there are no links, owners and other current folders"},
  {[Logger], [:add_backend, :remove_backend], "backends are of logger_backends, an application of its own, since 1.15"},
  {[PartitionSupervisor], [:resize!], "asks a supervisor of Elixir's application, which does not run here, for a registry"},
  {[Regex], [:version], "there is no PCRE whose version it would be"},
  {[Task, URI, Version], [:__struct__], "the compiler writes what it makes in its place"}
]
