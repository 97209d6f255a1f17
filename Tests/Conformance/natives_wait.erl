%% boards: Host MPS2AN386
%% Native functions that take long let others run, and go on where they were: their results, the messages that arrive meanwhile, and exit
%% signals in the middle.
-module(natives_wait).
-include("conformance.hrl").
-include("others.hrl").

start() ->
    Works = works(),
    Alone = [{Name, erlang:phash2(Fun())} || {Name, Fun} <- Works],
    ?show(alone, Alone),
    ?show(together, together(Works) =:= Alone),
    ?show(in_turns, [{Name, others_run(Fun)} || {Name, Fun} <- Works]),
    ?show(messages, [messages(Fun) || {_, Fun} <- Works]),
    ?show(killed, [killed(Fun) || {_, Fun} <- Works]),
    ?show(killed_and_failing, [killed_and_failing(Fun) || Fun <- failures()]),
    ?show(trapped, trapped(proplists:get_value(subtract, Works))),
    ?show(suspended, suspended(proplists:get_value(multiply, Works))),
    ?show(priorities, [priority(P, proplists:get_value(subtract, Works)) || P <- [low, normal, high, max]]),
    ?show(in_a_guard, in_a_guard(big(9000))),
    ok.

works() ->
    N = big(9000),
    L = lists:seq(1, 1500),
    Text = integer_to_binary(big(3000)),
    Pairs = [{{K}, K * K} || K <- L],
    Binary = binary:copy(<<"abcdefghij">>, 6000),
    Term = {L, Pairs, Pairs, Binary},
    External = term_to_binary(Term),
    Compressed = term_to_binary(Term, [compressed]),
    [
        {subtract, fun() -> L -- lists:reverse(L) end},
        {multiply, fun() -> N * N end},
        {divide, fun() -> {N * 12345 div big(4000), N rem big(3000)} end},
        {integer_to_binary, fun() -> integer_to_binary(big(5000)) end},
        {integer_to_list, fun() -> integer_to_list(big(4000), 7) end},
        {binary_to_integer, fun() -> binary_to_integer(Text) end},
        {list_to_integer, fun() -> list_to_integer(binary_to_list(Text)) end},
        {member, fun() -> lists:member(x, L) end},
        {keyfind, fun() -> lists:keyfind(x, 1, Pairs) end},
        {md5, fun() -> erlang:md5([Binary, <<1>>, [Binary, "x"], Binary]) end},
        {crc32, fun() -> {erlang:crc32([Binary, 1, Binary]), erlang:adler32([Binary | Binary])} end},
        {iolist, fun() -> iolist_to_binary([[X band 255 || X <- L], Binary, [[[$a]]], Binary]) end},
        {match, fun() -> {binary:match(Binary, <<"xyz">>), length(binary:matches(Binary, [<<"hia">>, <<"jab">>]))} end},
        {unicode, fun() -> unicode:characters_to_list([Binary, L, <<"äöü€𝄞"/utf8>>]) end},
        {to_utf8, fun() -> unicode:characters_to_binary([[L, Binary] || _ <- "ab"]) end},
        {from_list, fun() -> maps:from_list(Pairs) end},
        {term_to_binary, fun() -> term_to_binary(Term) end},
        {compressed, fun() -> byte_size(term_to_binary(Term, [compressed])) < 20000 end},
        {binary_to_term, fun() -> binary_to_term(External) end},
        {uncompressed, fun() -> binary_to_term(Compressed) =:= Term end},
        {phash2, fun() -> {erlang:phash2(Term), erlang:phash2(Term, 1000)} end}
    ].

big(Bits) -> (1 bsl Bits) * 3 div 7.

together(Works) ->
    Runs = [spawn_monitor(fun() -> exit({Name, erlang:phash2(Fun())}) end) || {Name, Fun} <- Works],
    [
        receive
            {'DOWN', Reference, process, Pid, Result} -> Result
        end
     || {Pid, Reference} <- Runs
    ].

%% Messages that arrive meanwhile are all there, in order.
messages(Fun) ->
    Self = self(),
    Pid = spawn_link(fun() ->
        Self ! {self(), ready},
        Before = erlang:phash2(Fun()),
        Fun(),
        Self ! {self(), Before =:= erlang:phash2(Fun()), collect([])}
    end),
    receive
        {Pid, ready} -> ok
    end,
    [begin Pid ! {N, lists:seq(1, N rem 20), <<N:800>>}, erlang:yield() end || N <- lists:seq(1, 60)],
    Pid ! done,
    receive
        {Pid, Same, Messages} -> Same andalso Messages =:= [{N, lists:seq(1, N rem 20), <<N:800>>} || N <- lists:seq(1, 60)]
    end.

collect(Messages) ->
    receive
        done -> lists:reverse(Messages);
        Message -> collect([Message | Messages])
    end.

killed(Fun) ->
    {Pid, Reference} = spawn_monitor(fun() -> forever(Fun) end),
    [erlang:yield() || _ <- lists:seq(1, 5)],
    exit(Pid, {because, [1, 2, 3]}),
    Alive = is_process_alive(Pid),
    receive
        {'DOWN', Reference, process, Pid, Reason} -> {Reason, Alive}
    end.

forever(Fun) ->
    Fun(),
    forever(Fun).

%% What takes long and fails in the end.
failures() ->
    L = lists:seq(1, 3000),
    External = term_to_binary({L, L, L}),
    Truncated = binary:part(External, 0, byte_size(External) - 2),
    Text = <<(integer_to_binary(big(9000)))/binary, "x">>,
    Wrong = [[L, L, L] | wrong],
    [
        fun() -> binary_to_term(Truncated) end,
        fun() -> binary_to_integer(Text) end,
        fun() -> list_to_binary([[X band 255 || X <- L], Wrong]) end,
        fun() -> true = lists:member(x, L) end,
        fun() -> [_] = L -- lists:reverse(L) end
    ].

%% The signal's reason is that of the end, whenever it comes; and no handler sees the failure that comes after it.
killed_and_failing(Fun) ->
    lists:usort([
        begin
            {Pid, Reference} = spawn_monitor(fun() -> forever(fun() -> catch Fun() end) end),
            [erlang:yield() || _ <- lists:seq(1, Yields)],
            exit(Pid, {because, [1, 2, 3]}),
            receive
                {'DOWN', Reference, process, Pid, Reason} -> Reason
            end
        end
     || Yields <- lists:seq(1, 12)
    ]).

trapped(Fun) ->
    Self = self(),
    Pid = spawn(fun() ->
        process_flag(trap_exit, true),
        Self ! {self(), ready},
        Fun(),
        Fun(),
        receive
            {'EXIT', Self, Reason} -> Self ! {self(), Reason}
        end
    end),
    receive
        {Pid, ready} -> ok
    end,
    erlang:yield(),
    exit(Pid, shutdown),
    receive
        {Pid, Reason} -> Reason
    end.

suspended(Fun) ->
    {Pid, Reference} = spawn_monitor(fun() -> exit(erlang:phash2(Fun())) end),
    erlang:yield(),
    % It may have ended already.
    try erlang:suspend_process(Pid) of
        true ->
            erlang:yield(),
            erlang:resume_process(Pid)
    catch
        error:badarg -> ok
    end,
    receive
        {'DOWN', Reference, process, Pid, Reason} -> Reason =:= erlang:phash2(Fun())
    end.

priority(Priority, Fun) ->
    Self = self(),
    Pid = spawn_opt(fun() -> Self ! {self(), erlang:phash2(Fun()), process_info(self(), priority)} end, [{priority, Priority}]),
    receive
        {Pid, Hash, Info} -> {Hash =:= erlang:phash2(Fun()), Info}
    end.

in_a_guard(N) ->
    Pids = [spawn_monitor(fun() -> exit(guard(N, X)) end) || X <- [1, 2]],
    [
        receive
            {'DOWN', R, process, P, Reason} -> Reason
        end
     || {P, R} <- Pids
    ].

guard(N, X) when N * N * X rem 1000003 > 500000 -> large;
guard(N, X) when N * N * X rem 1000003 =< 500000 -> small.
