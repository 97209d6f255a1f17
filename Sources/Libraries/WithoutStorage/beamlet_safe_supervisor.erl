%% Where no file can be written `dets` and `disk_log` have no servers, and so no supervisor for them. See the other module of this name.
-module(beamlet_safe_supervisor).

-export([run/1]).

run(Next) -> Next().
