import XCTest

@testable import BeamletVM

/// How processes begin: whatever a fun captures and however many arguments there are.
final class SpawnTests: XCTestCase {
    func testAFunMayCaptureManyValuesOfAnySize() throws {
        // Sizes around the room that a new heap has, beside as many captured values as there may be.
        let names = (1...40).map { "A\($0)" }
        let image = try TestImage([
            "captures": """
            -export([start/0]).
            start() -> [{N, try_size(N)} || N <- lists(60), try_size(N) =/= ok].
            lists(0) -> [];
            lists(N) -> [N | lists(N - 1)].
            try_size(N) ->
                Big = list_to_tuple(lists(N)),
                \(names.enumerated().map { "\($1) = list_to_tuple([\($0), N])" }.joined(separator: ", ")),
                S = self(),
                F = fun() -> S ! {Big, [\(names.joined(separator: ", "))], Big} end,
                spawn(F),
                Sum = [\(names.joined(separator: ", "))],
                receive {Big, Sum, Big} -> ok; Other -> Other after 100 -> late end.
            """
        ])
        XCTAssertEqual(try result(image, "captures"), "[]")
    }

    func testASpawnedFunctionMayHave255ArgumentsOfAnySize() throws {
        let parameters = (1...255).map { "A\($0)" }.joined(separator: ", ")
        let image = try TestImage([
            "arguments": """
            -export([start/0, child/255]).
            start() -> [N || N <- lists(70), try_size(N) =/= ok].
            lists(0) -> [];
            lists(N) -> [N | lists(N - 1)].
            try_size(N) ->
                Big = list_to_tuple(lists(N)),
                Args = [self(), Big | rest(253, N)],
                spawn(?MODULE, child, Args),
                receive Args -> ok; Other -> Other after 100 -> late end.
            rest(0, _) -> [];
            rest(N, M) -> [[N | M] | rest(N - 1, M)].
            child(\(parameters)) -> A1 ! [\(parameters)].
            """
        ])
        XCTAssertEqual(try result(image, "arguments"), "[]")
    }
}
