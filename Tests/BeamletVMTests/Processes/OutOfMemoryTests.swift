import XCTest

@testable import BeamletVM

/// Memory runs out at each allocation in turn: the machine goes on, and nothing is lost.
final class OutOfMemoryTests: XCTestCase {
    private static let programs = [
        "spawns": """
        -export([start/0]).
        start() ->
            process_flag(trap_exit, true),
            P = spawn_link(fun() -> loop([]) end),
            {Q, R} = spawn_monitor(fun() -> exit({crashed, lists(20)}) end),
            P ! {self(), lists(30)},
            receive {P, L} -> L after 100 -> none end,
            receive {'DOWN', R, process, Q, _} -> ok after 100 -> none end,
            exit(P, stop),
            receive {'EXIT', P, stop} -> ok after 100 -> none end.
        loop(S) -> receive {From, L} -> From ! {self(), [S|L]}, loop(L); stop -> ok end.
        lists(0) -> [];
        lists(N) -> [{N, N} | lists(N - 1)].
        """,
        "crashes": """
        -export([start/0, die/2, child/1]).
        start() ->
            process_flag(trap_exit, true),
            Pids = [spawn_opt(?MODULE, die, [N, lists:reverse([N, N, N], [])], [link, monitor]) || N <- [1, 2, 3]],
            register(parent, self()),
            collect(6, Pids).
        collect(0, P) -> P;
        collect(N, P) -> receive M -> [M | collect(N - 1, P)] after 50 -> late end.
        die(N, L) ->
            register(child, spawn_link(?MODULE, child, [L])),
            child ! {self(), L},
            receive {ok, X} -> hd(X) + N after 10 -> error({late, L}) end.
        child(L) -> receive {From, M} -> From ! {ok, [M | L]}, receive never -> ok end end.
        """,
        "timers": """
        -export([start/0]).
        start() ->
            A = erlang:send_after(10, self(), {hello, [1, 2, 3], self()}),
            B = erlang:start_timer(20, self(), {world, make_ref(), lists(5)}),
            C = erlang:send_after(30, nobody, [lists(10)]),
            D = erlang:send_after(1000, self(), lists(10)),
            erlang:cancel_timer(C),
            X = receive {hello, L, _} -> L after 15 -> none end,
            Y = receive {timeout, B, M} -> M after 500 -> none end,
            receive never -> ok after 5 -> ok end,
            {A, X, Y, erlang:read_timer(D)}.
        lists(0) -> [];
        lists(N) -> [{N, N} | lists(N - 1)].
        """,
        "pins": """
        -export([start/0]).
        start() ->
            P = gpio:start(),
            ok = gpio:set_int(P, {a, 3}, rising),
            ok = gpio:set_int(P, {b, 4}, falling),
            ok = gpio:set_int(P, {a, 3}, both),
            S = self(),
            Q = spawn(fun() -> gpio:set_int(P, {b, 5}, low), S ! done, receive never -> ok end end),
            receive done -> exit(Q, kill) after 100 -> ok end,
            gpio:remove_int(P, {a, 3}),
            receive never -> ok after 1 -> ok end.
        """,
        "binaries": """
        -export([start/0]).
        start() ->
            B = list_to_binary(seq(1, 200)),
            N = nest(20, B),
            P = binary:compile_pattern([<<10>>, <<20, 21>>]),
            S = binary:split(iolist_to_binary([N, 1 | B]), P, [global]),
            M = {binary:matches(B, [<<50>>, <<100, 101>>]), binary:match(B, <<77>>)},
            U = {unicode:characters_to_list([N, 300], latin1), unicode:characters_to_binary([[$a, B], [1]], utf8)},
            C = {erlang:md5(N), erlang:crc32(N), erlang:md5_update(erlang:md5_init(), B)},
            I = integer_to_binary(binary:decode_unsigned(B), 7),
            {S, M, U, C, binary_to_integer(I, 7), atom_to_binary(binary_to_atom(<<"start">>)), binary:copy(B, 3)}.
        seq(N, N) -> [N];
        seq(N, M) -> [N | seq(N + 1, M)].
        nest(0, B) -> B;
        nest(N, B) -> [$a, nest(N - 1, B) | <<"b">>].
        """,
        "reports": """
        -export([start/0]).
        start() ->
            process_flag(trap_exit, true),
            erlang:system_flag(system_logger, self()),
            P = spawn_link(fun() -> register(child, self()), error({oops, lists(20)}) end),
            R = monitor(time_offset, clock_service, [{tag, {set, P}}]),
            atomvm:posix_clock_settime(realtime, {1000000000, 5}),
            X = receive {log, error, _, [P, {Reason, _}], #{pid := P}} -> Reason after 50 -> none end,
            Y = receive {{set, P}, R, time_offset, _, Offset} -> Offset after 5 -> none end,
            Q = spawn(fun() -> T = erlang:send_after(50, self(), lists(5)), receive T -> ok end end),
            Z = [erlang:send_after(100, Q, lists(N)) || N <- [1, 2, 3]],
            exit(Q, {stop, lists(5)}),
            L = monitor(process, Q),
            receive {'DOWN', L, _, _, _} -> ok after 50 -> none end,
            {X, Y, [erlang:read_timer(T) || T <- Z]}.
        lists(0) -> [];
        lists(N) -> [{N, N} | lists(N - 1)].
        """,
        "numbers": """
        -export([start/0]).
        start() -> {f(60), catch put(k, f(30)), catch erlang:error({oops, f(25)}), [integer_to_list(f(40))]}.
        f(0) -> 1;
        f(N) -> N * f(N - 1).
        """,
        "terms": """
        -export([start/0]).
        start() ->
            T = [{N, <<N:64>>, [N | "text"], #{N => 1.5 * N}} || N <- [1, 2, 3, 1 bsl 70]],
            L = lists(400),
            C = term_to_binary({T, L, L}, [compressed]),
            {T, L, L} = binary_to_term(C),
            {T, L, L} = binary_to_term(term_to_binary({T, L, L}, [{compressed, 9}]), [safe]),
            V = iolist_to_binary(term_to_iovec({binary:copy(<<"b">>, 100), T})),
            Size = byte_size(C),
            <<_:3, Unaligned:Size/binary, _/bits>> = <<0:3, C/binary, 0:5>>,
            {T, L, L} = binary_to_term(Unaligned, []),
            binary_to_term(V, [used]).
        lists(0) -> [];
        lists(N) -> [N | lists(N - 1)].
        """,
        "maps": """
        -export([start/0]).
        start() ->
            M = maps:from_list([{N, [N]} || N <- lists(50)]),
            D = add(lists(40), M),
            S = {maps:keys(D), maps:values(D)},
            {_, E} = maps:take(7, D),
            put(map, maps:remove(3, E)),
            F = fun(#{1 := X}) -> {X, D}; (_) -> none end,
            {S, F(D), F(get(map)), maps:merge(M, D), maps:keys(M), erase()}.
        add([], M) -> M;
        add([N | L], M) -> add(L, M#{{N} => N, N => x}).
        lists(0) -> [];
        lists(N) -> [N | lists(N - 1)].
        """,
        "tables": """
        -export([start/0]).
        start() ->
            process_flag(trap_exit, true),
            S = self(),
            T = ets:new(t, [ordered_set, named_table, public]),
            P = spawn_link(fun() -> owner(S) end),
            H = receive {'ETS-TRANSFER', B, P, Data} -> {ets:lookup(B, 1), ets:match(B, '$1'), Data} after 100 -> none end,
            [ets:insert(T, {N, lists(N)}) || N <- lists(20)],
            ets:update_counter(T, c, 1 bsl 70, {c, 1}),
            X = ets:select(T, [{{'$1', '$2'}, [{'>', '$1', 5}], [{{'$1', '$2'}}]}], 4),
            ets:internal_select_delete(T, [{{'$1', '_'}, [{'<', '$1', 5}], [true]}]),
            ets:safe_fixtable(T, true),
            ets:take(T, 7),
            ets:insert_new(T, [{1, 2}, {2, 3}, {c, 4}]),
            {H, X, ets:match_object(T, '_'), ets:delete(T)}.
        owner(S) ->
            B = ets:new(b, [bag, {heir, S, lists(5)}]),
            ets:insert(B, [{N rem 3, lists(N)} || N <- lists(9)]),
            exit(done).
        lists(0) -> [];
        lists(N) -> [N | lists(N - 1)].
        """,
        "names": """
        -export([start/0, echo/0]).
        start() ->
            process_flag(trap_exit, true),
            P = spawn_opt(?MODULE, echo, [], [link, {max_heap_size, 5000}, {fullsweep_after, 5}, {message_queue_data, off_heap}]),
            true = register(echo, P),
            A = alias([reply]),
            R = monitor(process, P, [{alias, demonitor}, {tag, {down, lists(3)}}]),
            echo ! {A, lists(10)},
            X = receive L when is_list(L) -> L after 50 -> none end,
            echo ! {R, lists(5)},
            Y = receive K when is_list(K) -> K after 50 -> none end,
            persistent_term:put({key, 1}, lists(10)),
            persistent_term:put({key, 1}, lists(12)),
            Z = persistent_term:get({key, 1}),
            persistent_term:erase({key, 1}),
            Q = spawn_request(fun() -> erlang:suspend_process(P), put(k, lists(5)), exit(get()) end, [monitor]),
            W = receive {spawn_reply, Q, ok, _} -> receive {'DOWN', Q, _, _, D} -> D after 50 -> none end after 50 -> none end,
            exit(P, {kill, lists(4)}),
            V = receive {'EXIT', P, _} = E -> E after 50 -> none end,
            {X, Y, Z, W, V, process_info(self()), list_to_atom("new " ++ integer_to_list(length(lists(7))))}.
        echo() -> receive {To, L} -> To ! [x | L], erlang:hibernate(?MODULE, echo, []) end.
        lists(0) -> [];
        lists(N) -> [N | lists(N - 1)].
        """,
        // A native function that lets others run, which send, die and collect meanwhile.
        "pauses": """
        -export([start/0]).
        start() ->
            S = self(),
            L = lists(3000),
            {P, R} = spawn_monitor(fun() -> others(S, 12) end),
            B = term_to_binary(L, [compressed]),
            {message_queue_len, N} = process_info(S, message_queue_len),
            true = N > 0,
            X = {binary_to_term(B) =:= L, erlang:md5(binary:copy(B, 20)), length(L -- lists(60))},
            P ! stop,
            receive {'DOWN', R, _, _, _} -> ok after 100 -> ok end,
            X.
        others(_, 0) -> receive stop -> ok after 50 -> ok end;
        others(S, N) ->
            S ! lists(N),
            spawn(fun() -> erlang:yield(), exit(lists(N)) end),
            erlang:garbage_collect(),
            erlang:yield(),
            others(S, N - 1).
        lists(0) -> [];
        lists(N) -> [N | lists(N - 1)].
        """,
    ]

    /// Compressing needs more than the others do.
    private static func ram(_ name: String) -> UInt32 { name == "pauses" ? 256 << 10 : 64 << 10 }

    override func setUp() { TestBoard.stackLeft = 1 << 16 }
    override func tearDown() { TestBoard.stackLeft = 0 }

    func testWhenProcessesHaveEndedNothingIsLeft() throws {
        let image = try TestImage(Self.programs)
        for name in Self.programs.keys.sorted() {
            let runner = try TestMachine(image, ram: Self.ram(name), module: name)
            let end = runner.run()
            XCTAssertTrue(end == .ended(.returned), "\(name): \(TestBoard.errorText)")
            runner.drain()
            XCTAssertEqual(runner.machine.processCount, 0, name)
            XCTAssertEqual(runner.unaccountedBytes, 0, "\(name) leaves bytes in the arena")
            XCTAssertTrue(runner.machine.arena.check(), name)
        }
    }

    func testTheMachineSurvivesEachAllocationThatFails() throws {
        let image = try TestImage(Self.programs)
        // How long memory is missing: for one slice, or until the program has ended.
        for forGood in [false, true] {
            for name in Self.programs.keys.sorted() {
                var failed = 0
                while failed < 600 {
                    let runner = try TestMachine(image, ram: Self.ram(name), module: name)
                    runner.machine.arena.failAfter = failed
                    var struck = false
                    runner.run(slices: 5_000) { runner in
                        if runner.machine.arena.failAfter == 0 { struck = true }
                        if struck && !forGood { runner.machine.arena.failAfter = -1 }
                    }
                    let place = "\(name), allocation \(failed), \(forGood ? "for good" : "for one slice")"
                    XCTAssertTrue(runner.machine.arena.check(), place)
                    runner.drain()
                    XCTAssertEqual(runner.machine.processCount, 0, place)
                    XCTAssertEqual(runner.unaccountedBytes, 0, "\(place): bytes are left in the arena")
                    XCTAssertTrue(runner.machine.arena.check(), place)
                    if !struck { break }
                    failed += 1
                }
                XCTAssertLessThan(failed, 600, "\(name) never runs through")
                XCTAssertGreaterThan(failed, 5, "\(name) allocates less than was thought")
            }
        }
    }
}
