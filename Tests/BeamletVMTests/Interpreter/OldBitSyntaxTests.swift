import XCTest

@testable import BeamletVM

/// Bit syntax as compilers of older releases write it.
final class OldBitSyntaxTests: XCTestCase {
    private static let source = """
        -export([start/0]).
        start() ->
            X = id(-77777), N = id(12), B = id(<<1, 2, 3, 4:4>>), T = id(<<"ab", 1:1>>),
            {<<X:16, B/bits, "text", 3:4, X:N/little, X:N/unit:8>>, <<(id(1.5))/float, (id(955))/utf8, (id(955))/utf16>>,
             <<(id(66666))/utf16-little, (id(66666))/utf32, B:1/binary, B:N/bits>>, grow(60, <<7>>), grow(60, <<T/bits, 3:2>>),
             << <<(E + 1):5>> || <<E:3>> <= B >>, << <<E:24>> || E <- [1, 2, 3, X, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] >>,
             [parse(P) || P <- [<<2, 5, 6, 7>>, <<"ab", 1:3>>, <<>>, <<9>>]],
             [catch_(F) || F <- [fun() -> <<(id(a))>> end, fun() -> <<T/binary, 1>> end, fun() -> <<1:(id(-1))>> end, fun() -> <<B:9/binary>> end,
                 fun() -> <<(id(55296))/utf8>> end, fun() -> <<1:(id(1 bsl 70))>> end, fun() -> << <<E>> || E <- [1, b] >> end]]}.
        parse(<<N:8, B:N/binary, T/binary>>) -> {B, T};
        parse(<<"ab", T/bits>>) -> T;
        parse(X) -> {other, X}.
        grow(0, B) -> B;
        grow(N, B) -> grow(N - 1, <<B/bits, N:11>>).
        catch_(F) -> try F() catch C:R -> {C, R} end.
        id(X) -> X.
        """

    func testInstructionsUpToOTP24() throws {
        guard InstalledOTP.release == 25 else { throw XCTSkip("only OTP 25 writes the older instructions") }
        for option in ["+r22", "+r23", "+r24"] {
            let image = try TestImage(["old": Self.source], options: [option])
            XCTAssertEqual(try result(image, "old"), try image.answersOfErl(["old"])["old"], option)
        }
    }

    /// `bs_start_match2`, `bs_save2`, `bs_restore2` and `bs_context_to_binary`, which no compiler writes since OTP 22: three clauses that
    /// try the same context again from positions that were kept.
    func testContextsThatKeepPositions() throws {
        let file = hex(
            """
            464f5231000002684245414d417455380000003600000009056f6c6432310573746172740665726c616e670764697370
            6c6179016105706172736503616c6c0577686f6c65046e6f6e650000436f6465000000f90000001000000000000000a9
            000000140000000201100212220001200c00004047000304104507100040471003041045071000404720030410450710
            0040473003041045071000405203041045071000120013013002126210014074a50310200375a50310811000137a0300
            7555032009101000237a03102b6513117755033072800033105040a4031740132333111301507b030077a50320721000
            33103040a403172013331301602b7513917b030078a5034110007b031075a50320811000237b032277a5033072100033
            104040a403173013233313017079a50308108203103010a403172082031301a08203103010a403172092031303000000
            5374725400000000496d70540000001000000001000000030000000400000001457870540000001c0000000200000006
            00000001000000040000000200000000000000024c697454000000320000003d789c63606060616060e06ace05922c8c
            4ccc201e67b32f90646261320052dc6029564e104070d9415c00865a047600004c6f6354000000040000000041747472
            00000028836c00000001680264000376736e6c000000016e1000cf54af606183021999428f51f8a1c9d46a6a43496e66
            0000001b836c00000001680264000776657273696f6e6b0005382e322e336a004c696e65000000140000000000000000
            000000000000000000000000547970650000001a00000001000000011fff0000000000000000ffffffffffffffff0000
            """)
        XCTAssertEqual(
            try result(TestImage(file: file, module: "old21"), "old21"),
            """
            {1,515,<<4>>,1}
            {2,<<3:4>>}
            {9,9,<<9,9,9,9,9>>}
            {whole,<<7,9,9,9,9>>}
            {none,a}
            true
            """)
    }
}
