extension LinkedImage {
    /// Throws when the image does not fit the board's flash: by how much, what is largest, and what to try.
    func checkFit(_ board: BoardDescription) throws(ToolError) {
        let room = Int(board.image.size)
        guard bytes.count > room else { return }
        let largest = rows.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }.prefix(3)
        let names = largest.map { "\($0.name) (\(SizeText.grouped($0.bytes)))" }.joined(separator: ", ")
        throw ToolError(
            "the image does not fit \(board.name): \(SizeText.grouped(bytes.count)) bytes are "
                + "\(SizeText.grouped(bytes.count - room)) more than \(SizeText.text(room)); largest: \(names); "
                + "leave out what the program does not need, or take a board with more flash (see beamlet boards)")
    }
}
