%% Every function of timer, and of digraph, digraph_utils: OTP's own over ETS.
%% options: --keep digraph,digraph_utils
-module(whole_timer).

-export([start/0, tell/2]).

start() ->
    Me = self(),
    lists:foreach(fun({Name, Fun}) -> erlang:display({Name, plain(Fun()), lists:sort(flushed(expected(Name)))}) end, timers(Me)),
    erlang:display(graph()).

plain({ok, {_, _}}) -> {ok, timer};
plain(Term) -> Term.

%% How many messages come after a timer was started: they are waited for however long a busy machine needs.
expected(Name) when Name =:= send_after; Name =:= send_after_to; Name =:= apply_after -> 1;
expected(_) -> 0.

flushed(Expected) ->
    receive
        Message -> [Message | flushed(Expected - 1)]
    after if Expected > 0 -> 5000; true -> 30 end ->
        []
    end.

%% How many more there were until it was cancelled is nobody's business.
drop(Message) ->
    receive
        Message -> drop(Message)
    after 20 -> ok
    end.

tell(Pid, What) -> Pid ! What.

timers(Me) ->
    [
        {send_after, fun() -> timer:send_after(2, after_2) end},
        {send_after_to, fun() -> timer:send_after(2, Me, to_me) end},
        {apply_after, fun() -> timer:apply_after(2, ?MODULE, tell, [Me, applied]) end},
        {cancel, fun() ->
            {ok, Timer} = timer:send_after(10, never),
            [timer:cancel(Timer), timer:cancel(nonsense)]
        end},
        {interval, fun() ->
            {ok, Timer} = timer:send_interval(5, Me, tick),
            receive tick -> ok end,
            receive tick -> ok end,
            Answer = element(1, timer:cancel(Timer)),
            drop(tick),
            Answer
        end},
        {apply_interval, fun() ->
            {ok, Timer} = timer:apply_interval(5, ?MODULE, tell, [Me, tock]),
            receive tock -> ok end,
            receive tock -> ok end,
            Answer = timer:cancel(Timer),
            drop(tock),
            Answer
        end},
        {exit_after, fun() ->
            {Pid, _} = spawn_monitor(fun() -> timer:sleep(infinity) end),
            {ok, _} = timer:exit_after(2, Pid, because),
            receive {'DOWN', _, _, Pid, Reason} -> Reason end
        end},
        {kill_after, fun() ->
            {Pid, _} = spawn_monitor(fun() -> timer:kill_after(2), timer:sleep(infinity) end),
            receive {'DOWN', _, _, Pid, Reason} -> Reason end
        end},
        {wrong, fun() -> [timer:send_after(-1, x), timer:send_after(a, x), timer:apply_after(1, a, b, c), timer:send_interval(-1, Me, x), timer:exit_after(x, Me, y)] end},
        {tc, fun() -> [element(2, timer:tc(fun() -> 1 end)), element(2, timer:tc(fun(X) -> X end, [2])), element(2, timer:tc(lists, sum, [[1, 2]])), element(1, timer:tc(timer, sleep, [5])) >= 5000] end},
        {newer, fun() -> newer(Me) end},
        {start, fun timer:start/0},
        {exit_after_self, fun() ->
            {Pid, _} = spawn_monitor(fun() -> timer:exit_after(2, because), timer:sleep(infinity) end),
            receive {'DOWN', _, _, Pid, Reason} -> Reason end
        end},
        {units, fun() -> [timer:seconds(2), timer:minutes(2), timer:hours(2), timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {1, 1, 1})] end}
    ].

-if(?OTP_RELEASE >= 27).
newer(Me) ->
    Times = fun(Answer, Message) ->
        {ok, Timer} = Answer,
        receive Message -> ok end,
        receive Message -> ok end,
        {ok, cancel} = timer:cancel(Timer),
        drop(Message)
    end,
    [
        timer:apply_after(1, fun() -> Me ! with_fun end) =:= timer:apply_after(1, 1),
        element(1, timer:apply_after(1, fun(X) -> Me ! X end, [with_arguments])),
        timer:apply_after(-1, fun() -> ok end), timer:apply_after(1, fun() -> ok end, x), timer:apply_interval(a, fun() -> ok end),
        timer:apply_repeatedly(1, fun() -> ok end, [x | y]), timer:apply_after(1, fun() -> ok end, [x]), timer:apply_interval(1, fun(X) -> X end),
        Times(timer:apply_interval(2, fun() -> Me ! one end), one), Times(timer:apply_interval(2, fun(X) -> Me ! X end, [two]), two),
        Times(timer:apply_repeatedly(2, fun() -> Me ! three end), three), Times(timer:apply_repeatedly(2, fun(X) -> Me ! X end, [four]), four),
        Times(timer:apply_repeatedly(2, ?MODULE, tell, [Me, five]), five), element(2, timer:tc(fun() -> 1 end, millisecond)),
        element(2, timer:tc(fun(X) -> X end, [2], native)), element(2, timer:tc(lists, sum, [[1, 2]], second))
    ].
-else.
newer(_) -> none.
-endif.

graph() ->
    G = digraph:new(),
    [digraph:add_vertex(G, V, {label, V}) || V <- [a, b, c, d, e]],
    Edges = [digraph:add_edge(G, E, A, B, []) || {E, A, B} <- [{1, a, b}, {2, b, c}, {3, c, a}, {4, c, d}]],
    Tree = digraph:new([acyclic]),
    [digraph:add_vertex(Tree, V) || V <- [1, 2, 3]],
    digraph:add_edge(Tree, 1, 2),
    digraph:add_edge(Tree, 1, 3),
    Results = [
        Edges, lists:sort(digraph:vertices(G)), lists:sort(digraph:edges(G)), digraph:edge(G, 1), digraph:vertex(G, a), digraph:vertex(G, z), digraph:no_vertices(G), digraph:no_edges(G),
        lists:sort(digraph:out_neighbours(G, c)), digraph:in_neighbours(G, c), lists:sort(digraph:in_edges(G, a)), lists:sort(digraph:out_edges(G, c)), digraph:in_degree(G, a), digraph:out_degree(G, c),
        digraph:get_path(G, a, d), digraph:get_path(G, d, a), digraph:get_cycle(G, a), digraph:get_short_path(G, a, d), digraph:get_short_cycle(G, b), digraph:add_edge(Tree, 2, 1),
        digraph_utils:is_acyclic(G), digraph_utils:is_acyclic(Tree), digraph_utils:is_tree(Tree), digraph_utils:is_arborescence(Tree), digraph_utils:arborescence_root(Tree),
        lists:sort([lists:sort(C) || C <- digraph_utils:components(G)]), lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)]), [lists:sort(C) || C <- digraph_utils:cyclic_strong_components(G)],
        lists:sort(digraph_utils:reachable([a], G)), lists:sort(digraph_utils:reaching([d], G)), lists:sort(digraph_utils:reachable_neighbours([d], G)), hd(digraph_utils:topsort(Tree)),
        lists:sort(digraph_utils:preorder(Tree)), lists:last(digraph_utils:postorder(Tree)), lists:sort([lists:sort(C) || C <- digraph:vertices(digraph_utils:condensation(G))]), lists:sort(digraph:vertices(digraph_utils:subgraph(G, [a, b]))),
        digraph:add_edge(Tree, 3, 1, labelled), length([digraph:add_vertex(Tree)]), digraph:del_vertices(Tree, [3]), lists:sort(digraph:edges(G, c)), digraph:del_edges(G, [2]),
        lists:sort(digraph_utils:reaching_neighbours([d], G)), digraph:edge(G, 2), digraph:add_edge(G, 2, b, c, again),
        [lists:sort(digraph:vertices(digraph_utils:subgraph(G, [b, d], Options))) || Options <- [[], [{type, [acyclic]}], [{keep_labels, false}]]],
        digraph_utils:loop_vertices(G), sinks(G), digraph:del_edge(G, 4), digraph:del_vertex(G, a), digraph:no_edges(G), digraph:del_path(G, b, c), lists:sort([Item || {Item, _} <- digraph:info(G), Item =/= memory])
    ],
    [digraph:delete(G), digraph:delete(Tree) | Results].

-if(?OTP_RELEASE >= 29).
sinks(G) -> {lists:sort(digraph:sink_vertices(G)), lists:sort(digraph:source_vertices(G))}.
-else.
sinks(_) -> none.
-endif.
