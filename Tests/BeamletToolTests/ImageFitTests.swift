import Testing

@testable import beamlet

@Suite struct ImageFitTests {
    private let rows = [
        SizeRow(name: "module a", bytes: 1000), SizeRow(name: "module b", bytes: 900_000),
        SizeRow(name: "atoms", bytes: 15_505), SizeRow(name: "header", bytes: 64),
    ]

    @Test func anImageThatFits() throws {
        try image(bytes: 768 << 10).checkFit(BoardTable.netduinoPlus2)
    }

    private func image(bytes: Int) throws -> LinkedImage {
        LinkedImage(
            bytes: [UInt8](repeating: 0, count: bytes), rows: rows,
            reach: try Reach(given: [], libraries: .none, strips: false))
    }

    @Test func anImageThatDoesNotFit() throws {
        let image = try image(bytes: (768 << 10) + 1001)
        let line = """
            the image does not fit NetduinoPlus2: 787,433 bytes are 1,001 more than 768 KB; \
            largest: module b (900,000), atoms (15,505), module a (1,000); \
            leave out what the program does not need, or take a board with more flash (see beamlet boards)
            """
        #expect(throws: ToolError(line)) { try image.checkFit(BoardTable.netduinoPlus2) }
    }
}
