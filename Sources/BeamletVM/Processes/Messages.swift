// Sending: from the term in the sender's registers to the receiver's mailbox.
extension Machine {
    /// Lets a process run that waits for a message or a time.
    @inline(never)
    mutating func wake(_ block: Address) { inlinedWake(block) }

    @inline(__always)
    private mutating func inlinedWake(_ block: Address) {
        if process(block).pointee.state == .waiting { inlinedMakeReady(block) }
    }

    /// Puts a copy of a message into a process's mailbox. False: there was no memory for it.
    @inline(never)
    mutating func post(_ message: Term, to block: Address) -> Bool { inlinedPost(message, to: block) }

    /// The same, for sending.
    @inline(__always)
    private mutating func inlinedPost(_ message: Term, to block: Address) -> Bool {
        guard deliver(message, to: block) else { return false }
        inlinedWake(block)
        return true
    }

    /// `To ! Message`: answers the message, or `none` with `failure` or `action` set. A function of its own for a local pid, which
    /// is worth the speed; the others are worth the size.
    @_optimize(speed)
    @inline(never)
    mutating func send(_ message: Term, to destination: Term) -> Term {
        if !destination.isLocalPid { return sendElsewhere(message, to: destination) }
        let block = inlinedLookup(destination)
        if block == 0 { return message }
        return inlinedPost(message, to: block) ? message : sendAgain(message, to: block)
    }

    /// The same for all but a local pid.
    @inline(never)
    private mutating func sendElsewhere(_ message: Term, to destination: Term) -> Term {
        let isName = destination.isAtom
        if isName
            || destination.isTuple && destination.header.words == 2 && destination.element(0).isAtom
                && destination.element(1).isAtom
        {
            // {Name, Node}: to a name that is not there, or another node, nothing is sent and nothing said.
            let name = isName ? destination : destination.element(0)
            let to = isName || destination.element(1) == .noNode ? whereis(name) : .nil
            if !to.isNil { return send(message, to: to) }
            return isName ? fail(.badarg) : message
        }
        let block = aliasReceiver(destination)
        if block != 0 { return post(message, to: block) ? message : sendAgain(message, to: block) }
        return destination.isPid || destination.isPort || destination.isReference ? message : fail(.badarg)
    }

    /// Posts a message once more, after others have given back memory.
    @inline(never)
    private mutating func sendAgain(_ message: Term, to block: Address) -> Term {
        reclaim(running: current) && post(message, to: block) ? message : failOutOfMemory()
    }

    // MARK: Messages that the machine makes

    /// A tuple of the machine's scratch memory, for a message that is copied at once.
    mutating func scratchTuple(_ arity: Int) -> Term {
        storeWord(Header.tuple(arity).bits, scratch)
        return Term(boxed: scratch)
    }

    /// Where `scratchReference` lies, behind the largest tuple.
    private static let scratchReferenceOffset: UInt32 = 8 * 4

    /// A reference in the machine's scratch memory.
    mutating func scratchReference(low: UInt32, high: UInt32) -> Term {
        let place = scratch &+ Machine.scratchReferenceOffset
        writeReference(low: low, high: high, at: place)
        return Term(boxed: place)
    }

    /// Bytes of scratch memory.
    static let scratchSize = 64

    /// Writes a reference (four words).
    mutating func writeReference(low: UInt32, high: UInt32, at address: Address) {
        storeWord(Header(.reference, words: 3).bits, address)
        storeWord(0, address &+ 4)
        storeWord(low, address &+ 8)
        storeWord(high, address &+ 12)
    }

    /// The next reference's number.
    mutating func nextReference() -> UInt64 {
        references &+= 1
        return references
    }

    // MARK: Failures of BIFs

    /// Records an error and answers `none`.
    @inline(never)
    mutating func fail(_ reason: Term) -> Term {
        failure = reason
        action = .raise(.error)
        return .none
    }

    /// Records the error `badarg` with what OTP gives as its cause in `error_info`, and answers `none`.
    @inline(never)
    mutating func failBadarg(cause: StaticString) -> Term {
        failureCause = atom(cause)
        return fail(.badarg)
    }

    /// Records that the current process has run out of memory and answers `none`.
    @inline(__always)
    mutating func failOutOfMemory() -> Term {
        action = .outOfMemory
        return .none
    }
}
