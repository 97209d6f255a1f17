#if !hasFeature(Embedded)
    /// Which parts of a module are linked: the desktop's linker keeps functions, not modules. Code that is loaded at run time is
    /// loaded whole, so a firmware does without this.
    ///
    /// All tables have an entry for each row of the module's own table. The pointers are borrowed for the time of loading. What is
    /// dropped must not be referred to by what is kept: a label that is missed is an error (`undefinedLabel`).
    public struct ModuleSelection {
        /// What becomes of a function.
        public enum Use: UInt8 {
            /// It is not there.
            case dropped
            /// It is there.
            case linked
            /// Its code only says that it had to be native, and it is not: who calls it gets `undef`.
            case missing
        }

        /// The functions in the order of the code.
        public let functions: UnsafeBufferPointer<Use>
        /// Atoms by index; entry 0 is not used.
        public let atoms: UnsafeBufferPointer<Bool>
        /// Literals by index.
        public let literals: UnsafeBufferPointer<Bool>
        /// Imported functions by index.
        public let imports: UnsafeBufferPointer<Bool>
        /// Funs by index.
        public let funs: UnsafeBufferPointer<Bool>
        /// Exported functions by index.
        public let exports: UnsafeBufferPointer<Bool>
        /// Whether `module_info` can ask for the attributes.
        public let keepsAttributes: Bool

        /// A selection whose tables have as many entries as the module's.
        public init(
            functions: UnsafeBufferPointer<Use>, atoms: UnsafeBufferPointer<Bool>, literals: UnsafeBufferPointer<Bool>,
            imports: UnsafeBufferPointer<Bool>, funs: UnsafeBufferPointer<Bool>, exports: UnsafeBufferPointer<Bool>,
            keepsAttributes: Bool
        ) {
            self.functions = functions
            self.atoms = atoms
            self.literals = literals
            self.imports = imports
            self.funs = funs
            self.exports = exports
            self.keepsAttributes = keepsAttributes
        }
    }
#else
    /// A firmware's loader loads modules whole.
    public struct ModuleSelection {}
#endif

extension ModuleLoader {
    /// The parts of a module's file of which the selection has a table.
    enum Part {
        case atom
        case literal
        case `import`
        case fun
        case export
    }

    #if !hasFeature(Embedded)
        /// What becomes of a function; of one that the selection does not know, nothing.
        static func use(ofFunction index: Int, _ selection: ModuleSelection?) -> ModuleSelection.Use {
            guard let selection else { return .linked }
            return index < selection.functions.count ? selection.functions[index] : .dropped
        }
    #endif

    /// Whether a part is linked.
    @inline(__always)
    static func keeps(_ part: Part, _ index: Int, _ selection: ModuleSelection?) -> Bool {
        #if hasFeature(Embedded)
            return true
        #else
            guard let selection else { return true }
            switch part {
            case .atom: return selection.atoms[index]
            case .literal: return selection.literals[index]
            case .import: return selection.imports[index]
            case .fun: return selection.funs[index]
            case .export: return selection.exports[index]
            }
        #endif
    }
}
