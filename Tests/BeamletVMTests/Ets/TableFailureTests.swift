import XCTest

@testable import BeamletVM

/// Tables while memory runs out at each allocation in turn: they are as before or as after, never between, and nothing is lost.
final class TableFailureTests: XCTestCase {
    private static let programs = [
        "tables": """
        -export([start/0]).
        start() ->
            process_flag(trap_exit, true),
            T = ets:new(named, [named_table, public, ordered_set]),
            true = ets:insert(T, [{N, lists(N)} || N <- [5, 3, 8, 1, 9, 2, 7]]),
            B = ets:new(bag, [bag, public]),
            true = ets:insert(B, [{N rem 3, list_to_binary(bytes(N * 10))} || N <- [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]]),
            C = ets:new(counters, []),
            _ = [ets:update_counter(C, K, [{2, 1 bsl 60}, {3, 1, 5, 0}], {k, 0, 0}) || K <- [a, b, a, b, a]],
            true = ets:update_element(C, a, {2, lists(5)}),
            S = [{{'$1', '$2'}, [{'>', {'*', '$1', 1 bsl 40}, 2}], [{{'$2', [#{key => '$1'}], '$$'}}]}],
            {L, K1} = ets:select(T, S, 3),
            {L2, _} = ets:select(K1),
            M = ets:match_spec_run_r([{1, 2}, {3, 4}], ets:match_spec_compile(S), []),
            ets:safe_fixtable(B, true),
            ets:internal_select_delete(B, [{{1, '_'}, [], [true]}]),
            ets:insert(B, {1, new}),
            ets:safe_fixtable(B, false),
            ets:select_replace(T, [{{'$1', '_'}, [{'<', '$1', 4}], [{{'$1', replaced}}]}]),
            Heir = spawn(fun() -> heir([]) end),
            Child = spawn_link(fun() ->
                Mine = ets:new(mine, [{heir, Heir, lists(3)}]),
                ets:insert(Mine, {a, lists(4)}),
                ets:give_away(ets:new(given, []), Heir, lists(2)),
                ets:safe_fixtable(T, true)
            end),
            receive {'EXIT', Child, _} -> ok after 100 -> ok end,
            Heir ! {self(), stop},
            R = receive {heir, N2} -> N2 after 100 -> none end,
            {L, L2, M, ets:take(B, 1), ets:lookup(C, a), ets:info(T), ets:info(B, safe_fixed), R, ets:next(T, 3)}.
        heir(Got) -> receive {From, stop} -> From ! {heir, Got}; M -> heir([element(1, M) | Got]) end.
        lists(0) -> [];
        lists(N) -> [{N, N} | lists(N - 1)].
        bytes(0) -> [];
        bytes(N) -> [N | bytes(N - 1)].
        """
    ]

    /// A table, what is done with it, and what it may hold afterwards: each operation is done by a process of its own.
    private static func atomicity(_ type: String) -> String {
        """
        -export([start/0]).
        start() ->
            T = ets:new(t, [\(type), public]),
            true = ets:insert(T, before()),
            W = [check(T, F) || F <- [fun grow/1, fun several/1, fun counter/1, fun element/1, fun new/1, fun replace/1]],
            {finished, W}.
        before() -> [{N, N * 1000, [N, {N}]} || N <- [1, 2, 3, 4, 5, 6, 7, 8, 9]].
        check(T, F) ->
            Before = all(T),
            {P, R} = spawn_monitor(fun() -> F(T) end),
            Why = receive {'DOWN', R, process, P, Reason} -> Reason after 100 -> unheard end,
            After = all(T),
            New = ets:new(t, [\(type)]),
            ets:insert(New, Before),
            F(New),
            Expected = all(New),
            ets:delete(New),
            case {Why, After} of
                {normal, Expected} -> ok;
                {out_of_memory, Before} -> ok;
                {unheard, Before} -> ok;
                _ -> {wrong, Why, Before, After}
            end.
        all(T) -> lists_sort(ets:select(T, [{'_', [], ['$_']}])).
        lists_sort([]) -> [];
        lists_sort([H | T]) -> lists_sort([X || X <- T, X =< H]) ++ [H] ++ lists_sort([X || X <- T, X > H]).
        grow(T) -> ets:insert(T, {100, list_to_binary([lists_copy(70), 1]), [more]}).
        several(T) -> ets:insert(T, [{N, N, lists_copy(N)} || N <- [1, 20, 21, 22, 23, 24, 25]]).
        counter(T) -> ets:update_counter(T, 3, [{2, 1 bsl 50}, {2, 1 bsl 70}, {2, -1}]).
        element(T) -> ets:update_element(T, 4, [{2, lists_copy(9)}, {3, {1 bsl 80}}]).
        new(T) -> ets:insert_new(T, [{N, N, lists_copy(N)} || N <- [30, 31, 32]]).
        replace(T) -> ets:select_replace(T, [{{5, '$1', '$2'}, [], [{{5, {{'$2', '$1'}}, {'+', '$1', 1 bsl 70}}}]}]).
        lists_copy(0) -> [];
        lists_copy(N) -> [N rem 256 | lists_copy(N - 1)].
        """
    }

    /// Walks, insertions and deletions that wait while others change the table, delete it, or end them.
    private static let waiting = [
        "waiting": """
        -export([start/0]).
        start() -> {ok, [changed(Type) || Type <- [set, ordered_set, bag, duplicate_bag]]}.
        changed(Type) ->
            T = ets:new(t, [Type, public]),
            ets:insert(T, objects(600)),
            Walkers = [spawn(fun() -> forever(T, Fun) end) || Fun <- works(), _ <- [1, 2]],
            yields(60),
            [exit(Walker, kill) || Walker <- Walkers],
            yields(4),
            Others = [spawn(fun() -> forever(T, Fun) end) || Fun <- works()],
            yields(20),
            ets:delete(T),
            yields(20),
            [exit(Other, kill) || Other <- Others],
            Type.
        works() ->
            [
                fun(T) -> ets:select(T, [{{'$1', '$2'}, [{'>', '$1', 3}], [{{'$2', '$1'}}]}]) end,
                fun(T) -> ets:internal_select_delete(T, [{{'$1', '_'}, [{'=:=', {'rem', '$1', 3}, 0}], [true]}]) end,
                fun(T) -> ets:insert(T, objects(600)) end,
                fun(T) -> ets:select_count(T, [{{N, '_'}, [], [true]} || {N, _} <- objects(60)]) end,
                fun(T) -> ets:internal_delete_all(T, undefined) end,
                fun(T) -> ets:match_object(T, {'_', ["a" | '_']}) end,
                fun(T) -> New = ets:new(u, [public]), ets:insert(New, ets:select(T, [{'_', [], ['$_']}])), ets:delete(New) end
            ].
        forever(T, Fun) -> try Fun(T) catch error:badarg -> erlang:yield() end, forever(T, Fun).
        yields(0) -> ok;
        yields(N) -> erlang:yield(), yields(N - 1).
        objects(0) -> [];
        objects(N) -> [{N, ["a", N]} | objects(N - 1)].
        """
    ]

    func testWhatWaitsLeavesNothing() throws {
        let image = try TestImage(Self.waiting)
        for ram: UInt32 in [192 << 10, 1 << 20] {
            let runner = try TestMachine(image, ram: ram, module: "waiting")
            runner.run(slices: 50_000) { runner in XCTAssertNil(runner.machine.tableFault(), "\(ram) bytes") }
            // In the smaller memory some of them find no room, and end.
            if ram == 1 << 20 { XCTAssertEqual(TestBoard.errorText, "") }
            XCTAssertTrue(
                TestBoard.outputText.contains("{ok,[set,ordered_set,bag,duplicate_bag]}"), TestBoard.outputText)
            XCTAssertNil(runner.machine.tableFault())
            runner.drain()
            XCTAssertEqual(runner.machine.etsCount, 0)
            XCTAssertEqual(runner.unaccountedBytes, 0, "bytes are left in the arena")
            XCTAssertTrue(runner.machine.arena.check())
        }
    }

    func testWhenProcessesHaveEndedNoTableIsLeft() throws {
        let image = try TestImage(Self.programs)
        let runner = try TestMachine(image, ram: 64 << 10, module: "tables")
        runner.run()
        XCTAssertEqual(TestBoard.errorText, "")
        XCTAssertNil(runner.machine.tableFault())
        runner.drain()
        XCTAssertEqual(runner.machine.etsCount, 0)
        XCTAssertEqual(runner.unaccountedBytes, 0, "bytes are left in the arena")
        XCTAssertTrue(runner.machine.arena.check())
    }

    func testTablesSurviveEachAllocationThatFails() throws {
        let image = try TestImage(Self.programs)
        for forGood in [false, true] {
            var failed = 0
            while failed < 1_500 {
                let runner = try TestMachine(image, ram: 64 << 10, module: "tables")
                runner.machine.arena.failAfter = failed
                var struck = false
                let place = "allocation \(failed), \(forGood ? "for good" : "for one slice")"
                runner.run(slices: 5_000) { runner in
                    if runner.machine.arena.failAfter == 0 { struck = true }
                    if struck && !forGood { runner.machine.arena.failAfter = -1 }
                    let left = runner.machine.arena.failAfter
                    runner.machine.arena.failAfter = -1
                    XCTAssertNil(runner.machine.tableFault(), place)
                    runner.machine.arena.failAfter = left
                }
                runner.drain()
                XCTAssertEqual(runner.machine.processCount, 0, place)
                XCTAssertEqual(runner.machine.etsCount, 0, place)
                XCTAssertEqual(runner.unaccountedBytes, 0, "\(place): bytes are left in the arena")
                XCTAssertTrue(runner.machine.arena.check(), place)
                if !struck { break }
                failed += 1
            }
            XCTAssertLessThan(failed, 1_500, "the program never runs through")
            XCTAssertGreaterThan(failed, 50, "the program allocates less than was thought")
        }
    }

    func testWhatFailsLeavesTheTableAsItWas() throws {
        for type in ["set", "ordered_set"] {
            let image = try TestImage(["atomic": Self.atomicity(type)])
            var failed = 0
            var finished = 0
            while failed < 1_500 {
                let runner = try TestMachine(image, ram: 64 << 10, module: "atomic")
                runner.machine.arena.failAfter = failed
                var struck = false
                runner.run(slices: 5_000) { runner in
                    if runner.machine.arena.failAfter == 0 { struck = true }
                    if struck { runner.machine.arena.failAfter = -1 }
                }
                if TestBoard.outputText.contains("finished") { finished += 1 }
                XCTAssertFalse(
                    TestBoard.outputText.contains("wrong"), "\(type), allocation \(failed): \(TestBoard.outputText)")
                if !struck { break }
                failed += 1
            }
            XCTAssertLessThan(failed, 1_500, "the program never runs through")
            XCTAssertGreaterThan(finished, 30, "the owner dies more often than was thought")
        }
    }
}
