@echo off
rem Starts Masklet, and builds it first if it is not built or its sources changed.
rem
rem   set MASKLET_CPU=1      build with the ONNX Runtime for CPUs only
rem   set MASKLET_JAVA_OPTS  options for the Java machine, after ours
rem   set JAVA_HOME          which JDK to use; otherwise the java on the PATH
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "TARGET=%HOME_DIR%cli\target"
set "LIBRARIES=%TARGET%\libraries.txt"
set "ARGUMENTS=%TARGET%\launcher.args"

set "JAVA_EXE=java.exe"
if defined JAVA_HOME set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
set "JAVA_SAYS=%TEMP%\masklet-java-%RANDOM%.txt"
set "FOUND="
"%JAVA_EXE%" -XshowSettings:properties -version >"%JAVA_SAYS%" 2>&1
for /f "tokens=3" %%v in ('findstr /c:"java.specification.version = " "%JAVA_SAYS%"') do set "FOUND=%%v"
del "%JAVA_SAYS%" >nul 2>&1
if not defined FOUND goto no_java
if "%FOUND:~0,2%"=="1." goto old_java
if %FOUND% LSS 17 goto old_java

if not exist "%LIBRARIES%" goto first_build
if not exist "%TARGET%\masklet-cli.jar" goto first_build
call :prepare
if not errorlevel 1 goto run
echo Building Masklet again: its sources changed.>&2
goto build

:first_build
echo Building Masklet for the first time. Libraries that are missing are downloaded.>&2

:build
set "PROFILE="
if defined MASKLET_CPU set "PROFILE=-Pcpu"
if not exist "%LIBRARIES%" goto chosen
findstr /c:"onnxruntime_gpu" "%LIBRARIES%" >nul
if errorlevel 1 set "PROFILE=-Pcpu"
:chosen
pushd "%HOME_DIR%"
call mvnw.cmd -B -q -pl cli -am -DskipTests -Dspotless.check.skip -Djavacpp.platform=windows-x86_64 %PROFILE% package >&2
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" (
  echo masklet: Building failed; the reason stands above. See help\build.md.>&2
  exit /b 1
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:LIBRARIES).LastWriteTimeUtc = [DateTime]::UtcNow"
call :prepare
if errorlevel 1 goto not_prepared

:run
"%JAVA_EXE%" -XX:+UseSerialGC -Xms64m -Xmx512m -XX:MaxDirectMemorySize=512m -Djava.awt.headless=true %MASKLET_JAVA_OPTS% "@%ARGUMENTS%" io.masklet.cli.Main %*
exit /b %ERRORLEVEL%

:no_java
echo masklet: Looking for Java: expected a JDK, 17 or newer, in JAVA_HOME or on the PATH, found none that runs as %JAVA_EXE%. Install one (https://adoptium.net) or set JAVA_HOME.>&2
exit /b 1

:old_java
echo masklet: Looking for Java: expected a JDK, 17 or newer, found version %FOUND% at %JAVA_EXE%. Install one (https://adoptium.net) or set JAVA_HOME.>&2
exit /b 1

:not_prepared
echo masklet: Starting: expected to write the class path to %ARGUMENTS% after the build, but that failed, or a source is newer than now. Check permissions there and the dates of the sources.>&2
exit /b 1

rem Fails if a source is newer than the build. Else writes the class path, which is longer than a
rem command line may be, into a file of arguments, where backslashes are doubled. Java reads that file
rem in the ANSI code page, which is what Default means to Windows PowerShell.
:prepare
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:LIBRARIES).LastWriteTimeUtc; $sources = @(Get-Item -LiteralPath ($env:HOME_DIR + 'pom.xml')); foreach ($module in 'core','models','tracker','testdata','cli') { $sources += Get-Item -LiteralPath ($env:HOME_DIR + $module + '\pom.xml'); $sources += Get-ChildItem -Recurse -LiteralPath ($env:HOME_DIR + $module + '\src\main') }; if ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built }) { exit 1 }; $path = $env:TARGET + '\masklet-cli.jar;' + [IO.File]::ReadAllText($env:LIBRARIES).Trim(); $quote = [string][char]34; [IO.File]::WriteAllText($env:ARGUMENTS, '-cp ' + $quote + $path.Replace('\', '\\') + $quote, [Text.Encoding]::Default)"
exit /b %ERRORLEVEL%
