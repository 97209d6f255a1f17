%% OTP's `code` without a code server: there are no files to search and no paths. Loading, deleting and purging are native; the
%% functions here answer for a system whose modules are all there from the start.
-module(code).

-export([
    ensure_modules_loaded/1,
    which/1,
    get_object_code/1,
    load_file/1,
    all_loaded/0,
    is_sticky/1,
    get_mode/0,
    get_path/0,
    root_dir/0,
    lib_dir/0, lib_dir/1, lib_dir/2,
    priv_dir/1,
    where_is_file/1
]).

ensure_modules_loaded(Modules) ->
    case [{Module, nofile} || Module <- Modules, not is_there(Module)] of
        [] -> ok;
        Missing -> {error, Missing}
    end.

is_there(Module) -> code:ensure_loaded(Module) =:= {module, Module}.

which(Module) ->
    case erlang:module_loaded(Module) of
        true -> preloaded;
        false -> non_existing
    end.

get_object_code(_Module) -> error.

load_file(Module) ->
    case erlang:module_loaded(Module) of
        true -> {error, sticky_directory};
        false -> {error, nofile}
    end.

all_loaded() -> [{Module, preloaded} || Module <- erlang:loaded()].

is_sticky(Module) -> erlang:module_loaded(Module).

get_mode() -> embedded.

get_path() -> [].

root_dir() -> "".

lib_dir() -> "".

lib_dir(_Application) -> {error, bad_name}.

lib_dir(_Application, _Folder) -> {error, bad_name}.

priv_dir(_Application) -> {error, bad_name}.

where_is_file(_Name) -> non_existing.
