%% Files in flash pages that a program may write, where the board has none: there are no files, and none can be made. See the other module of this
%% name.
-module(beamlet_store).

-export([info/1, names/1, open/2, close/1, size/1, read/3, contents/1]).
-export([create/2, replace/2, write/3, append/2, resize/2, change/3, rename/2, delete/2]).

info(_) -> {error, enoent}.
names(_) -> {error, enoent}.
contents(_) -> {error, enoent}.
open(_, _) -> {error, enoent}.
close(_) -> ok.
size(_) -> 0.
read(_, _, _) -> <<>>.

create(_, _) -> {error, erofs}.
replace(_, _) -> {error, erofs}.
write(_, _, _) -> {error, erofs}.
append(_, _) -> {error, erofs}.
resize(_, _) -> {error, erofs}.
change(_, _, _) -> {error, erofs}.
rename(_, _) -> {error, erofs}.
delete(_, _) -> {error, erofs}.
