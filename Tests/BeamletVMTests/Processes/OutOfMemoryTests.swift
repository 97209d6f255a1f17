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
    ]

    func testWhenProcessesHaveEndedNothingIsLeft() throws {
        let image = try TestImage(Self.programs)
        for name in Self.programs.keys.sorted() {
            let runner = try TestMachine(image, ram: 64 << 10, module: name)
            runner.run()
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
                    let runner = try TestMachine(image, ram: 64 << 10, module: name)
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
