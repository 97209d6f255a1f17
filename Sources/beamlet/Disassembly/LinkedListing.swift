import BeamletVM

/// The linked instructions of a module that is linked alone: calls of other modules are shown by name.
struct LinkedListing {
    /// The linked instructions as text by the offset (in the code chunk) of the generic instruction that each comes from.
    /// Those that became part of an earlier one's instruction say so; those without code have none.
    let instructions: [Int: [String]]
    /// Why they are what they are, by the same offset.
    let rules: [Int: Rules]
    /// Bytes of its code that no instruction and no constant accounts for: 0 unless the loader or the
    /// decoder is wrong.
    let unaccounted: Int
    /// Bytes of its code, from the first function on.
    let codeSize: Int

    /// Links `module` and takes its code apart. Throws a ``ToolError`` when it cannot be linked.
    init(_ module: LoadedModule) throws {
        let generic = try GenericListing(module)
        let memory = try LinkMemory(BoardTable.host)
        var events: [Event] = []
        do {
            var builder = try ImageBuilder(
                area: memory.area, workspace: memory.workspaceArea, scratch: memory.scratch)
            try builder.add(module) { offset, address, rules in
                // A module whose jumps turn out to be too long is loaded once more, from the same place on.
                if let last = events.last, address < last.address { events = [] }
                events.append(Event(offset: offset, address: address, rules: rules))
            }
            var walker = try LinkedWalker(builder, generic)
            walker.walk(events)
            instructions = walker.texts
            rules = Dictionary(uniqueKeysWithValues: events.filter { $0.offset >= 0 }.map { ($0.offset, $0.rules) })
            unaccounted = walker.unaccounted
            codeSize = walker.codeSize
        } catch let error as LoadError {
            throw ToolError.load(module.file, error)
        }
    }

    /// What the loader reports: the code of the generic instruction at `offset` begins at `address`.
    struct Event {
        let offset: Int
        let address: Address
        let rules: Rules
    }
}

/// The walk over the linked code of one module.
private struct LinkedWalker {
    private let record: ModuleRecord
    private let generic: GenericListing
    private let writer: LinkedText
    private(set) var texts: [Int: [String]] = [:]
    private(set) var unaccounted = 0
    var codeSize: Int { Int(record.codeEnd - record.codeStart) }

    init(_ builder: ImageBuilder, _ generic: GenericListing) throws(LoadError) {
        var builder = builder
        self.generic = generic
        record = builder.module(0)
        var imports: [Address: String] = [:]
        let names = builder
        func text(_ atom: Term) -> String { names.text(atom).string }
        try builder.resolveImports { fixup, _, _ in
            imports[fixup.place] = ErlangText.function(text(fixup.module), text(fixup.function), fixup.arity)
            return .ignored
        }
        writer = LinkedText(record: record, imageBase: builder.area.base, imports: imports, atom: text)
    }

    mutating func walk(_ events: [LinkedListing.Event]) {
        var labels: [Address: String] = [:]
        for event in events {
            // Of labels at one place the first names it.
            if let label = generic.labels[event.offset], labels[event.address] == nil {
                labels[event.address] = label
            }
        }
        let offsets = generic.functions.flatMap { $0.instructions.map(\.offset) }
        var position = 0
        var place = record.codeStart
        for (index, event) in events.enumerated() {
            unaccounted += Int(event.address) - Int(place)
            let end = index + 1 < events.count ? events[index + 1].address : record.codeEnd
            if event.offset < 0 {
                // Before a function: its constants.
                place = skipConstants(from: event.address, to: end)
                continue
            }
            let (lines, next) = instructions(from: event.address, to: end, labels)
            place = next
            if !lines.isEmpty { texts[event.offset] = lines }
            // Generic instructions that the loader passed over are part of the one before them.
            while position < offsets.count, offsets[position] <= event.offset { position += 1 }
            let nextOffset = events[(index + 1)...].first { $0.offset >= 0 }?.offset ?? Int.max
            while position < offsets.count, offsets[position] < nextOffset, nextOffset != Int.max {
                texts[offsets[position]] = ["(part of \(event.offset))"]
                position += 1
            }
        }
        unaccounted += Int(record.codeEnd) - Int(place)
    }

    /// The texts of the instructions up to `end`, and the address behind the last that could be taken apart.
    private func instructions(
        from start: Address, to end: Address, _ labels: [Address: String]
    ) -> (lines: [String], next: Address) {
        var found: [LinkedInstruction] = []
        var labels = labels
        var place = start
        while place < end, let instruction = LinkedInstruction(at: place, limit: end) {
            // In a function of more than 64 KB labels lead to far jumps right behind the instruction, over which it jumps itself.
            if instruction.opcode == .jump_far_f, case .word(let target, _)? = instruction.operands.first,
                !found.isEmpty
            {
                // A long `select_val` is several, of which one leads to the next.
                if labels[target] == nil, (start...end).contains(target) { labels[target] = "next" }
                labels[place] = labels[target].map { "far \($0)" }
            }
            found.append(instruction)
            place = instruction.end
        }
        for case .label(let target?)? in found.filter({ $0.opcode == .jump_j }).map(\.operands.first)
        where (start...place).contains(target) && labels[target] == nil {
            labels[target] = "next"
        }
        return (found.map { writer.text($0, labels) }, place)
    }

    /// The address behind the constants that lie from `start`, aligned to a word, to `end`: large integers, bitstrings, tuples of a
    /// map's keys or a record's name.
    private func skipConstants(from start: Address, to end: Address) -> Address {
        var place = start
        if place < end { place = (place + 3) & ~3 }
        while place < end {
            let header = Header(bits: loadWord(place))
            let size = UInt32(header.words) * 4 + 4
            guard header.bits & 7 == 7, size <= end - place else { return place }
            place += size
        }
        return place
    }
}
