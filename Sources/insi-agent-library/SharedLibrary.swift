import Glibc
import LibraryMessages

/// A library loaded at run time, for as long as the process lives: loading it again gives the same one.
@safe struct SharedLibrary {
    private let handle: UnsafeMutableRawPointer

    /// Loads the library at that absolute path, and with it all that it depends on.
    init(_ path: String) throws(LibraryFailure) {
        guard path.hasPrefix("/") else { throw .notLoadable(reason: "\(path): not an absolute path") }
        guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) else { throw Self.failure }
        unsafe self.handle = handle
    }

    /// The function of that name; `F` is the pointer type of its prototype, which nobody can check.
    func function<F>(_ name: String, as type: F.Type) throws(LibraryFailure) -> F {
        guard let symbol = unsafe dlsym(handle, name) else { throw Self.failure }
        return unsafe unsafeBitCast(symbol, to: type)
    }

    private static var failure: LibraryFailure {
        guard let reason = unsafe dlerror() else { return .notLoadable(reason: "dlopen") }
        return .notLoadable(reason: unsafe String(cString: reason))
    }
}
