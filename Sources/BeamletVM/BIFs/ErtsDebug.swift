// erts_debug and erts_internal: what OTP's own modules call of them.
extension Machine {
    /// `same(A, B)`: whether two terms are one.
    @inline(never)
    mutating func erts_debug_same_2(_ a: Arguments) -> Term { Term(a[0] == a[1]) }

    /// `flat_size(Term)`: the words that a copy of it takes.
    @inline(never)
    mutating func erts_debug_flat_size_1(_ a: Arguments) -> Term {
        if a[0].isImmediate { return Term(small: 0) }
        let copy = copyToBlock(a[0], header: 1, spare: 0, list: 0)
        guard copy.block != 0 else { return failOutOfMemory() }
        releaseBitstrings(list: copy.block)
        free(copy.block)
        return Term(small: copy.words)
    }

    @inline(never)
    mutating func erts_internal_is_system_process_1(_ a: Arguments) -> Term { a[0].isPid ? .false : fail(.badarg) }
    @inline(never)
    mutating func erts_internal_dynamic_node_name_0() -> Term { .false }

    /// `term_type(Term)`.
    @inline(never)
    mutating func erts_internal_term_type_1(_ a: Arguments) -> Term {
        let term = a[0]
        if term.isSmall { return atom("fixnum") }
        if term.isAtom { return atom("atom") }
        if term.isNil { return atom("nil") }
        if term.isList { return atom("list") }
        if term.isLocalPid { return .pid }
        if term.isLocalPort { return .port }
        switch term.header.kind {
        case .tuple: return atom("tuple")
        case .flatMap: return atom("flatmap")
        case .hashMap: return atom("hashmap")
        case .positiveBignum, .negativeBignum: return atom("bignum")
        case .float: return atom("hfloat")
        case .heapBitstring: return atom("heap_binary")
        case .sharedBitstring: return atom("refc_binary")
        case .subBitstring: return atom("sub_binary")
        case .fun, .exportFun: return atom("fun")
        case .reference: return atom("reference")
        case .externalPid: return atom("external_pid")
        case .externalPort: return atom("external_port")
        default: return atom("external_reference")
        }
    }
}
