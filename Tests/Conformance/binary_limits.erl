%% `min_bin_vheap_size`: a process is collected when it has made, or been sent, so many words of shared bitstrings. The BEAM takes no less
%% than 46,422 words for it, which is more than a board has, so the expected text is this machine's.
-module(binary_limits).
-export([holder/1]).
-include("conformance.hrl").

start() ->
    received(),
    made(),
    defaults(),
    ok.

%% Takes binaries and drops them.
holder(Parent) ->
    receive
        Binary when is_binary(Binary) ->
            Parent ! byte_size(Binary),
            holder(Parent)
    end.

blocks(Pid) ->
    {binary, List} = process_info(Pid, binary),
    length(List).

received() ->
    ?show(received, [
        begin
            Pid = spawn_opt(?MODULE, holder, [self()], [{min_heap_size, 3000} | Options]),
            [
                begin
                    Pid ! binary:copy(<<N>>, 400),
                    receive
                        400 -> ok
                    end
                end
             || N <- seq(1, 60)
            ],
            Held = blocks(Pid),
            exit(Pid, kill),
            Held > 30
        end
     || Options <- [[], [{min_bin_vheap_size, 500}]]
    ]).

made() ->
    Parent = self(),
    ?show(made, [
        begin
            spawn_opt(
                fun() ->
                    _ = [byte_size(binary:copy(<<N>>, 400)) || N <- seq(1, 60)],
                    Parent ! {held, blocks(self()) > 30}
                end,
                [{min_heap_size, 3000} | Options]
            ),
            receive
                {held, IsMany} -> IsMany
            end
        end
     || Options <- [[], [{min_bin_vheap_size, 500}]]
    ]).

%% What system_flag sets holds for those that are spawned from then on.
defaults() ->
    ?show(before, erlang:system_flag(min_bin_vheap_size, 500)),
    ?show(set, erlang:system_info(min_bin_vheap_size)),
    ?show(in_settings, lists:keyfind(min_bin_vheap_size, 1, erlang:system_info(garbage_collection))),
    ?show(of_this_one, process_info(self(), min_bin_vheap_size)),
    ?show(of_a_new_one, process_info(spawn(fun() -> receive stop -> ok end end), min_bin_vheap_size)),
    made(),
    ?show(back, erlang:system_flag(min_bin_vheap_size, 0)),
    ?show(wrong, [catch_flag(Wrong) || Wrong <- [-1, a, 1.0, []]]).

catch_flag(Value) ->
    try
        erlang:system_flag(min_bin_vheap_size, Value)
    catch
        error:Reason -> Reason
    end.
