%% OTP's `file` for a system without files: whatever needs one answers `{error, enotsup}`, as OTP does where an operation is not
%% supported. OTP's own is a client of a server with drivers for files.
-module(file).

-export([
    open/2,
    close/1,
    read/2,
    read_line/1,
    write/2,
    position/2,
    datasync/1,
    sync/1,
    read_file/1, read_file/2,
    write_file/2, write_file/3,
    read_file_info/1, read_file_info/2,
    list_dir/1,
    make_dir/1,
    del_dir/1,
    delete/1, delete/2,
    rename/2,
    consult/1,
    get_cwd/0,
    set_cwd/1,
    format_error/1
]).

open(_Name, _Modes) -> {error, enotsup}.
close(_File) -> {error, enotsup}.
read(_File, _Count) -> {error, enotsup}.
read_line(_File) -> {error, enotsup}.
write(_File, _Bytes) -> {error, enotsup}.
position(_File, _Location) -> {error, enotsup}.
datasync(_File) -> {error, enotsup}.
sync(_File) -> {error, enotsup}.
read_file(_Name) -> {error, enotsup}.
read_file(_Name, _Options) -> {error, enotsup}.
write_file(_Name, _Bytes) -> {error, enotsup}.
write_file(_Name, _Bytes, _Modes) -> {error, enotsup}.
read_file_info(_Name) -> {error, enotsup}.
read_file_info(_Name, _Options) -> {error, enotsup}.
list_dir(_Name) -> {error, enotsup}.
make_dir(_Name) -> {error, enotsup}.
del_dir(_Name) -> {error, enotsup}.
delete(_Name) -> {error, enotsup}.
delete(_Name, _Options) -> {error, enotsup}.
rename(_Old, _New) -> {error, enotsup}.
consult(_Name) -> {error, enotsup}.
get_cwd() -> {error, enotsup}.
set_cwd(_Name) -> {error, enotsup}.

format_error(enotsup) -> "operation not supported";
format_error(Reason) -> beamlet_text:term(Reason).
