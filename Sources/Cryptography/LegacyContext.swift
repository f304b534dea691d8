import COpenSSL

/// A private `OSSL_LIB_CTX *` with the providers `default` and, where its module is installed, `legacy`.
///
/// Old algorithms are known to what runs inside `run` only: the rest of the process never gets them.
@safe struct LegacyContext: ~Copyable {
    private let pointer: OpaquePointer
    private let main: OpaquePointer?
    private let legacy: OpaquePointer?

    /// A context; `modules` is the folder of OpenSSL's modules, nil for the system's.
    static func make(modules: String?) throws(CryptoError) -> LegacyContext {
        let pointer = unsafe try OpenSSL.check(OSSL_LIB_CTX_new(), "OSSL_LIB_CTX_new")
        if let modules { unsafe _ = OSSL_PROVIDER_set_default_search_path(pointer, modules) }
        let main = unsafe OSSL_PROVIDER_load(pointer, "default")
        let legacy = unsafe OSSL_PROVIDER_load(pointer, "legacy")
        let context = unsafe LegacyContext(pointer: pointer, main: main, legacy: legacy)
        guard unsafe main != nil else { throw OpenSSL.failure("OSSL_PROVIDER_load") }
        ERR_clear_error()
        return context
    }

    private init(pointer: OpaquePointer, main: OpaquePointer?, legacy: OpaquePointer?) {
        unsafe self.pointer = pointer
        unsafe self.main = main
        unsafe self.legacy = legacy
    }

    deinit {
        if let legacy = unsafe legacy { unsafe _ = OSSL_PROVIDER_unload(legacy) }
        if let main = unsafe main { unsafe _ = OSSL_PROVIDER_unload(main) }
        unsafe OSSL_LIB_CTX_free(pointer)
    }

    /// Whether the legacy provider's module was found.
    var hasLegacy: Bool { unsafe legacy != nil }

    /// Runs `body` with this context as the default of this thread. Nothing of OpenSSL's that it makes may leave it.
    func run<R: ~Copyable>(_ body: () throws(CryptoError) -> R) throws(CryptoError) -> R {
        let previous = unsafe OSSL_LIB_CTX_set0_default(pointer)
        defer { unsafe _ = OSSL_LIB_CTX_set0_default(previous) }
        return try body()
    }
}
